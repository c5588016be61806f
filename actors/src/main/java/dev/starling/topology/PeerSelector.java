package dev.starling.topology;

import dev.starling.random.RandomStream;
import java.util.BitSet;

/**
 * Draws the peer of a push: uniform over those neighbours that are live. Stateless, and allocates
 * nothing.
 */
public final class PeerSelector {
  /**
   * Neighbours drawn blindly before the live ones are counted: when all are live the first draw
   * hits, and when half are the count is needed once in 2¹⁶ draws.
   */
  private static final int BLIND_DRAWS = 16;

  private final Topology topology;

  public PeerSelector(Topology topology) {
    this.topology = topology;
  }

  /**
   * One neighbour of {@code learner}, all of which are live; the same as {@link #select(int,
   * BitSet, RandomStream)} would find.
   *
   * @return the peer, or −1 when there is no neighbour
   */
  public int select(int learner, RandomStream peers) {
    int degree = topology.degree(learner);
    return degree == 0 ? -1 : topology.neighbour(learner, peers.nextInt(degree));
  }

  /**
   * One live neighbour of {@code learner}. How many numbers are taken from {@code peers} depends on
   * {@code live}.
   *
   * @param live learners that can be reached now; the learner's own bit does not matter
   * @return the peer, or −1 when no neighbour is live
   */
  public int select(int learner, BitSet live, RandomStream peers) {
    int degree = topology.degree(learner);
    for (int draw = 0; degree > 0 && draw < BLIND_DRAWS; draw++) {
      int peer = topology.neighbour(learner, peers.nextInt(degree));
      if (live.get(peer)) {
        return peer;
      }
    }
    int liveCount = countLive(learner, degree, live);
    return liveCount == 0 ? -1 : liveNeighbour(learner, live, peers.nextInt(liveCount));
  }

  private int countLive(int learner, int degree, BitSet live) {
    int count = 0;
    for (int index = 0; index < degree; index++) {
      if (live.get(topology.neighbour(learner, index))) {
        count++;
      }
    }
    return count;
  }

  /** The live neighbour before which there are {@code rank} others. */
  private int liveNeighbour(int learner, BitSet live, int rank) {
    int passed = 0;
    for (int index = 0; ; index++) {
      int peer = topology.neighbour(learner, index);
      if (live.get(peer) && passed++ == rank) {
        return peer;
      }
    }
  }
}
