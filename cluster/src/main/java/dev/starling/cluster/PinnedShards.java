package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.LaneGroup;

/**
 * Learners that train on the own data of one node, as entities of Akka Cluster Sharding: an
 * entity's id is the learner's index and its node's address, {@code 7@10.77.0.1:25520}, and the
 * learners of a node are one shard, which {@link PinnedAllocation} allows nowhere else.
 */
final class PinnedShards {
  private static final char AT = '@';
  private static final EntityTypeKey<LearnerMessage> TYPE =
      EntityTypeKey.create(LearnerMessage.class, "pinned-learner");

  private PinnedShards() {}

  /** Starts this node's region; on every node, before it joins. */
  static ActorRef<ShardingEnvelope<LearnerMessage>> init(ActorSystem<?> system, LaneGroup lanes) {
    return ClusterSharding.get(system)
        .init(
            LearnerEntities.of(TYPE, PinnedShards::learnerOf, PinnedShards::addressOf, lanes)
                .withAllocationStrategy(
                    new PinnedAllocation(Cluster.get(system).selfMember().address())));
  }

  /** The id of a learner's entity on the node at {@code address}. */
  static String entityId(int learner, String address) {
    return learner + "" + AT + address;
  }

  private static int learnerOf(String entityId) {
    return Integer.parseInt(entityId.substring(0, entityId.indexOf(AT)));
  }

  private static String addressOf(String entityId) {
    return entityId.substring(entityId.indexOf(AT) + 1);
  }
}
