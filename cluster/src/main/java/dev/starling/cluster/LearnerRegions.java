package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.LaneGroup;
import java.util.Optional;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The ways to the learners from this node: to those that may live anywhere, and to those that live
 * where their data lie.
 */
record LearnerRegions(
    ActorRef<ShardingEnvelope<LearnerMessage>> movable,
    ActorRef<ShardingEnvelope<LearnerMessage>> pinned,
    RestingAllocation allocation) {

  /** Starts this node's regions; on every node, before it joins. */
  static LearnerRegions init(ActorSystem<?> system, LaneGroup lanes) {
    RestingAllocation allocation =
        new RestingAllocation(
            ClusterSharding.get(system)
                .defaultShardAllocationStrategy(ClusterShardingSettings.create(system)),
            SystemNanoClock.INSTANCE);
    return new LearnerRegions(
        LearnerShards.init(system, lanes, allocation),
        PinnedShards.init(system, lanes),
        allocation);
  }

  /**
   * Sends {@code message} to a learner, wherever it is.
   *
   * @param address of the node to which it is pinned; empty when it is not
   */
  void tell(int learner, Optional<String> address, LearnerMessage message) {
    if (address.isPresent()) {
      pinned.tell(new ShardingEnvelope<>(PinnedShards.entityId(learner, address.get()), message));
    } else {
      movable.tell(new ShardingEnvelope<>(Integer.toString(learner), message));
    }
  }
}
