package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.starling.actor.LearnerActor;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.LaneGroup;

/**
 * Learners whose data every node can read, as entities of Akka Cluster Sharding: an entity's id is
 * the learner's index, and it may live on any node.
 */
final class LearnerShards {
  /** Ten times as many as nodes are planned for at most; the same on every node, for ever. */
  static final int SHARDS = 100;

  static final String LANE_DISPATCHER = "starling.lane-dispatcher";
  private static final EntityTypeKey<LearnerMessage> TYPE =
      EntityTypeKey.create(LearnerMessage.class, "learner");

  private LearnerShards() {}

  /** Starts this node's region; on every node, before it joins. */
  static ActorRef<ShardingEnvelope<LearnerMessage>> init(ActorSystem<?> system, LaneGroup lanes) {
    return ClusterSharding.get(system)
        .init(
            Entity.of(TYPE, context -> behavior(context.getEntityId(), lanes))
                .withMessageExtractor(new Extractor())
                .withEntityProps(DispatcherSelector.fromConfig(LANE_DISPATCHER))
                .withStopMessage(LearnerMessage.Stop.INSTANCE));
  }

  private static Behavior<LearnerMessage> behavior(String entityId, LaneGroup lanes) {
    int learner = Integer.parseInt(entityId);
    return LearnerActor.create(learner, lanes.laneOf(learner));
  }

  private static final class Extractor
      extends ShardingMessageExtractor<ShardingEnvelope<LearnerMessage>, LearnerMessage> {
    @Override
    public String entityId(ShardingEnvelope<LearnerMessage> envelope) {
      return envelope.entityId();
    }

    @Override
    public String shardId(String entityId) {
      return Integer.toString(Math.floorMod(Integer.parseInt(entityId), SHARDS));
    }

    @Override
    public LearnerMessage unwrapMessage(ShardingEnvelope<LearnerMessage> envelope) {
      return envelope.message();
    }
  }
}
