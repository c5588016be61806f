package dev.starling.learning;

import dev.starling.random.RandomStream;
import dev.starling.topology.PeerSelector;
import dev.starling.topology.Topology;
import java.util.BitSet;

/** Which learners can be reached now, and the draw of one neighbour among them. */
final class LivePeers {
  private final int self;
  private final PeerSelector selector;
  private RandomStream random;
  private final BitSet live;
  private int count;

  /** All of {@code topology} as seen by {@code self}, every learner live. */
  LivePeers(int self, Topology topology, RandomStream random) {
    this.self = self;
    this.selector = new PeerSelector(topology);
    this.random = random;
    live = new BitSet(topology.size());
    live.set(0, topology.size());
    count = topology.size();
  }

  /** From now on the live learners are those in {@code changed}, which is copied, and this one. */
  void change(BitSet changed) {
    live.clear();
    live.or(changed);
    live.set(self);
    count = live.cardinality();
  }

  /** n: live learners, this one included. */
  int count() {
    return count;
  }

  /** Whether {@code learner} is live. */
  boolean contains(int learner) {
    return live.get(learner);
  }

  /** How many origins in {@code versions} are live and were ever heard of. */
  int countHeard(VersionVector versions) {
    return versions.countHeard(live);
  }

  /** A uniformly drawn live neighbour, or −1 when there is none. */
  int draw() {
    return selector.select(self, live, random);
  }

  /** Saves the stream of draws; who is live the host knows better. */
  void save(StateWriter out) {
    out.putLong(random.state());
  }

  void restore(StateReader in) {
    random = RandomStream.restored(in.getLong());
  }
}
