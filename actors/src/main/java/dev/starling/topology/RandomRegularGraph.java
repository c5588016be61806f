package dev.starling.topology;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * Draws a connected graph in which every learner has k neighbours.
 *
 * <p>The pairing model: each learner has k stubs, and stubs are paired at random. A pair that would
 * be a loop or a second edge is put back, and what was put back is shuffled and paired again
 * (Steger and Wormald, "Generating random regular graphs quickly", 1999: asymptotically uniform).
 * To reject the whole draw instead, as the plain model does, succeeds with probability
 * e^(−(k²−1)/4), which at k = 10 is once in 10¹⁰. A draw that gets stuck or is not connected is
 * thrown away.
 */
final class RandomRegularGraph {
  /**
   * Draws before giving up. Most graphs of k ≥ 3 are connected; a 2-regular one is a single cycle
   * with probability of about √(1/n), and a 1-regular one only at n = 2.
   */
  private static final int MAX_DRAWS = 10_000;

  /** Pairings of one draw that make no progress before it counts as stuck. */
  private static final int MAX_IDLE_ROUNDS = 20;

  private final int learners;
  private final int degree;
  private final RandomStream random;
  private final int[] neighbours;
  private final int[] filled;

  private RandomRegularGraph(int learners, int degree, RandomStream random) {
    this.learners = learners;
    this.degree = degree;
    this.random = random;
    this.neighbours = new int[Math.multiplyExact(learners, degree)];
    this.filled = new int[learners];
  }

  static AdjacencyTopology draw(int learners, int degree, RandomStream random) {
    requirePossible(learners, degree);
    RandomRegularGraph graph = new RandomRegularGraph(learners, degree, random);
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      if (graph.drawEdges()) {
        AdjacencyTopology topology = graph.toTopology();
        if (topology.firstUnreached() < 0) {
          return topology;
        }
      }
    }
    throw new IllegalArgumentException(
        "no connected "
            + degree
            + "-regular graph of "
            + learners
            + " learners in "
            + MAX_DRAWS
            + " draws; choose K of 3 or more, or \"ring\" for K = 2");
  }

  private static void requirePossible(int learners, int degree) {
    if (degree < 1 || degree >= learners) {
      throw new IllegalArgumentException(
          "random-regular:K needs K from 1 to "
              + (learners - 1)
              + " with "
              + learners
              + " learners, was "
              + degree);
    }
    if (degree == 1 && learners > 2) {
      throw new IllegalArgumentException(
          "random-regular:1 pairs learners off, which is connected only with 2 learners, not "
              + learners);
    }
    if ((long) learners * degree % 2 != 0) {
      throw new IllegalArgumentException(
          "random-regular:"
              + degree
              + " does not exist with "
              + learners
              + " learners: learners × K must be even");
    }
  }

  /** Whether every stub found a partner. */
  private boolean drawEdges() {
    Arrays.fill(filled, 0);
    int[] stubs = new int[neighbours.length];
    for (int s = 0; s < stubs.length; s++) {
      stubs[s] = s / degree;
    }
    int idleRounds = 0;
    while (stubs.length > 0 && idleRounds < MAX_IDLE_ROUNDS) {
      random.shuffle(stubs);
      int before = stubs.length;
      stubs = pair(stubs);
      idleRounds = stubs.length < before ? 0 : idleRounds + 1;
    }
    return stubs.length == 0;
  }

  /** Pairs what may be paired and returns the stubs that are left. */
  private int[] pair(int[] stubs) {
    int left = 0;
    for (int s = 0; s < stubs.length; s += 2) {
      int first = stubs[s];
      int second = stubs[s + 1];
      if (first != second && !adjacent(first, second)) {
        neighbours[first * degree + filled[first]++] = second;
        neighbours[second * degree + filled[second]++] = first;
      } else {
        stubs[left++] = first;
        stubs[left++] = second;
      }
    }
    return Arrays.copyOf(stubs, left);
  }

  private boolean adjacent(int first, int second) {
    int start = first * degree;
    for (int at = start; at < start + filled[first]; at++) {
      if (neighbours[at] == second) {
        return true;
      }
    }
    return false;
  }

  private AdjacencyTopology toTopology() {
    int edges = neighbours.length / 2;
    int[] from = new int[edges];
    int[] to = new int[edges];
    int next = 0;
    for (int at = 0; at < neighbours.length; at++) {
      int learner = at / degree;
      if (learner < neighbours[at]) {
        from[next] = learner;
        to[next++] = neighbours[at];
      }
    }
    return AdjacencyTopology.of(learners, from, to, edges);
  }
}
