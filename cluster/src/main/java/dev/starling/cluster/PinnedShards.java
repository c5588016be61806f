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
import akka.cluster.typed.Cluster;
import dev.starling.actor.LearnerActor;
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
            Entity.of(TYPE, context -> behavior(context.getEntityId(), lanes))
                .withMessageExtractor(new Extractor())
                .withAllocationStrategy(
                    new PinnedAllocation(Cluster.get(system).selfMember().address()))
                .withEntityProps(DispatcherSelector.fromConfig(LearnerShards.LANE_DISPATCHER))
                .withStopMessage(LearnerMessage.Stop.INSTANCE));
  }

  /** The id of a learner's entity on the node at {@code address}. */
  static String entityId(int learner, String address) {
    return learner + "" + AT + address;
  }

  private static Behavior<LearnerMessage> behavior(String entityId, LaneGroup lanes) {
    int learner = Integer.parseInt(entityId.substring(0, entityId.indexOf(AT)));
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
      return entityId.substring(entityId.indexOf(AT) + 1);
    }

    @Override
    public LearnerMessage unwrapMessage(ShardingEnvelope<LearnerMessage> envelope) {
      return envelope.message();
    }
  }
}
