package dev.starling.cluster;

import akka.actor.typed.DispatcherSelector;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import dev.starling.actor.LearnerActor;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.LaneGroup;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** What learners are to Akka Cluster Sharding, wherever their data lie. Stateless. */
final class LearnerEntities {
  private static final String LANE_DISPATCHER = "starling.lane-dispatcher";

  private LearnerEntities() {}

  /**
   * Learners as entities of one type.
   *
   * @param learnerOf the learner of an entity's id
   * @param shardOf the shard of an entity's id, the same on every node
   * @param lanes on which the learners of this node run
   */
  static Entity<LearnerMessage, ShardingEnvelope<LearnerMessage>> of(
      EntityTypeKey<LearnerMessage> type,
      ToIntFunction<String> learnerOf,
      UnaryOperator<String> shardOf,
      LaneGroup lanes) {
    return Entity.of(
            type,
            context -> {
              int learner = learnerOf.applyAsInt(context.getEntityId());
              return LearnerActor.create(learner, lanes.laneOf(learner));
            })
        .withMessageExtractor(new Extractor(shardOf))
        .withEntityProps(DispatcherSelector.fromConfig(LANE_DISPATCHER))
        .withStopMessage(LearnerMessage.Stop.INSTANCE);
  }

  private static final class Extractor
      extends ShardingMessageExtractor<ShardingEnvelope<LearnerMessage>, LearnerMessage> {
    private final UnaryOperator<String> shardOf;

    Extractor(UnaryOperator<String> shardOf) {
      this.shardOf = shardOf;
    }

    @Override
    public String entityId(ShardingEnvelope<LearnerMessage> envelope) {
      return envelope.entityId();
    }

    @Override
    public String shardId(String entityId) {
      return shardOf.apply(entityId);
    }

    @Override
    public LearnerMessage unwrapMessage(ShardingEnvelope<LearnerMessage> envelope) {
      return envelope.message();
    }
  }
}
