package dev.starling.cluster;

import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.cluster.sharding.ShardCoordinator;
import akka.dispatch.Futures;
import org.agrona.concurrent.NanoClock;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Map;
import scala.collection.immutable.Set;
import scala.concurrent.Future;

/**
 * Allocates shards as another strategy does, but moves none while it rests: a learner that moved
 * after the clocks of its run have stopped would leave its model behind before it is read. What
 * moves already goes on. Any thread may let it rest; it is asked on the node of the oldest member,
 * where the keeper of the run is too.
 */
final class RestingAllocation implements ShardCoordinator.ActorSystemDependentAllocationStrategy {
  private final ShardCoordinator.ShardAllocationStrategy strategy;
  private final NanoClock clock;
  private volatile long untilNs;

  /**
   * @param strategy that is asked otherwise
   */
  RestingAllocation(ShardCoordinator.ShardAllocationStrategy strategy, NanoClock clock) {
    this.strategy = strategy;
    this.clock = clock;
    untilNs = clock.nanoTime();
  }

  /** Rests from now on for so long; 0 ends the rest. */
  void rest(long durationNs) {
    untilNs = clock.nanoTime() + durationNs;
  }

  @Override
  public void start(ActorSystem system) {
    if (strategy instanceof ShardCoordinator.ActorSystemDependentAllocationStrategy dependent) {
      dependent.start(system);
    }
  }

  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
    return strategy.allocateShard(requester, shardId, current);
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
    return clock.nanoTime() - untilNs < 0
        ? Futures.successful(scala.collection.immutable.Set$.MODULE$.<String>empty())
        : strategy.rebalance(current, inProgress);
  }
}
