package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.cluster.sharding.ShardCoordinator;
import akka.dispatch.Futures;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

class RestingAllocationTest {
  private final AtomicLong nowNs = new AtomicLong(-5);
  private final RestingAllocation allocation = new RestingAllocation(new MovesOne(), nowNs::get);

  @Test
  void shouldMoveNothingWhileItRests() {
    assertThat(moved()).isEqualTo(1);
    allocation.rest(10);
    assertThat(moved()).isZero();
    nowNs.addAndGet(9);
    assertThat(moved()).isZero();
    nowNs.addAndGet(1);
    assertThat(moved()).isEqualTo(1);
  }

  @Test
  void shouldMoveAgainOnceTheRestIsEnded() {
    allocation.rest(10);
    allocation.rest(0);
    assertThat(moved()).isEqualTo(1);
  }

  private int moved() {
    return allocation
        .rebalance(
            scala.collection.immutable.Map$.MODULE$.empty(),
            scala.collection.immutable.Set$.MODULE$.empty())
        .value()
        .get()
        .get()
        .size();
  }

  private static final class MovesOne extends ShardCoordinator.AbstractShardAllocationStrategy {
    @Override
    public Future<ActorRef> allocateShard(
        ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
      return Futures.successful(requester);
    }

    @Override
    public Future<Set<String>> rebalance(
        Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
      return Futures.successful(Set.of("1"));
    }
  }
}
