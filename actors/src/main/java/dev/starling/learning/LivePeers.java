package dev.starling.learning;

import dev.starling.random.RandomStream;
import dev.starling.topology.PeerSelector;
import dev.starling.topology.Topology;
import java.util.BitSet;

/**
 * Which learners can be reached now, and the draw of one neighbour among them. As long as all can
 * be, a learner holds no set of them: it would be n bits for each of n learners.
 */
final class LivePeers {
  private final int self;
  private final int size;
  private final PeerSelector selector;
  private final FirstDraws first = new FirstDraws();
  private RandomStream random;

  /** Null while all are. */
  private BitSet live;

  private int count;

  /** All of {@code topology} as seen by {@code self}, every learner live. */
  LivePeers(int self, Topology topology, RandomStream random) {
    this.self = self;
    this.selector = new PeerSelector(topology);
    this.random = random;
    size = topology.size();
    count = size;
  }

  /** From now on the live learners are those in {@code changed}, which is copied, and this one. */
  void change(BitSet changed) {
    if (live == null) {
      live = new BitSet(size);
    }
    live.clear();
    live.or(changed);
    live.set(self);
    count = live.cardinality();
    if (count == size) {
      live = null;
    }
  }

  /** n: live learners, this one included. */
  int count() {
    return count;
  }

  /** Whether {@code learner} is live. */
  boolean contains(int learner) {
    return live == null || live.get(learner);
  }

  /** How many origins in {@code versions} are live and were ever heard of. */
  int countHeard(VersionVector versions) {
    return versions.countHeard(this::contains);
  }

  /** A uniformly drawn live neighbour, or −1 when there is none. */
  int draw() {
    int peer = live == null ? selector.select(self, random) : selector.select(self, live, random);
    first.add(peer);
    return peer;
  }

  /** Whom the first draws named. */
  FirstDraws first() {
    return first;
  }

  /** Saves the stream of draws; who is live the host knows better. */
  void save(StateWriter out) {
    out.putLong(random.state());
  }

  void restore(StateReader in) {
    random = RandomStream.restored(in.getLong());
  }
}
