package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.LaneGroup;

/**
 * Learners whose data every node can read, as entities of Akka Cluster Sharding: an entity's id is
 * the learner's index, and it may live on any node.
 */
final class LearnerShards {
  /** Ten times as many as nodes are planned for at most; the same on every node, for ever. */
  static final int SHARDS = 100;

  private static final EntityTypeKey<LearnerMessage> TYPE =
      EntityTypeKey.create(LearnerMessage.class, "learner");

  private LearnerShards() {}

  /** Starts this node's region; on every node, before it joins. */
  static ActorRef<ShardingEnvelope<LearnerMessage>> init(
      ActorSystem<?> system, LaneGroup lanes, RestingAllocation allocation) {
    return ClusterSharding.get(system)
        .init(
            LearnerEntities.of(TYPE, Integer::parseInt, LearnerShards::shardOf, lanes)
                .withAllocationStrategy(allocation));
  }

  private static String shardOf(String entityId) {
    return Integer.toString(Math.floorMod(Integer.parseInt(entityId), SHARDS));
  }
}
