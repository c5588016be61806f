package dev.starling.cluster;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.cluster.sharding.ShardCoordinator;
import akka.dispatch.Futures;
import java.util.Map;
import java.util.Set;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Allocates a shard to the node whose address is its id, and to no other: while that node is not
 * there the shard has no home, and nothing moves for the sake of balance. Stateless.
 */
final class PinnedAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {
  private final Address self;

  /**
   * @param self address of this node, whose own region has none in its path
   */
  PinnedAllocation(Address self) {
    this.self = self;
  }

  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
    for (ActorRef region : current.keySet()) {
      if (addressOf(region).equals(shardId)) {
        return Futures.successful(region);
      }
    }
    // Never: the region that wants it asks again, and again finds who is there by then.
    return Futures.<ActorRef>promise().future();
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
    return Futures.successful(Set.of());
  }

  private String addressOf(ActorRef region) {
    Address address = region.path().address();
    return NodeAddress.text(address.hasLocalScope() ? self : address);
  }
}
