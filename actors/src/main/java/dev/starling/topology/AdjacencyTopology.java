package dev.starling.topology;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A graph as a table of neighbours: those of learner i stand, sorted, at positions {@code
 * starts[i]} to {@code starts[i + 1]} of one array.
 */
final class AdjacencyTopology implements Topology {
  private final int[] starts;
  private final int[] neighbours;
  private final boolean complete;

  private AdjacencyTopology(int[] starts, int[] neighbours) {
    this.starts = starts;
    this.neighbours = neighbours;
    long size = size();
    this.complete = neighbours.length == size * (size - 1);
  }

  /**
   * The graph of the edges {@code from[e]}–{@code to[e]}, e below {@code edges}. An edge that is
   * given again, in either direction, counts once; the caller has refused loops and numbers out of
   * range.
   */
  static AdjacencyTopology of(int size, int[] from, int[] to, int edges) {
    int[] ends = new int[size + 1];
    for (int e = 0; e < edges; e++) {
      ends[from[e] + 1]++;
      ends[to[e] + 1]++;
    }
    for (int i = 0; i < size; i++) {
      ends[i + 1] = Math.addExact(ends[i + 1], ends[i]);
    }
    int[] filled = ends.clone();
    int[] all = new int[ends[size]];
    for (int e = 0; e < edges; e++) {
      all[filled[from[e]]++] = to[e];
      all[filled[to[e]]++] = from[e];
    }
    return compacted(size, ends, all);
  }

  private static AdjacencyTopology compacted(int size, int[] ends, int[] all) {
    int[] starts = new int[size + 1];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Arrays.sort(all, ends[i], ends[i + 1]);
      for (int at = ends[i]; at < ends[i + 1]; at++) {
        // Compared with what was kept last, since the place before may be overwritten already.
        if (kept == starts[i] || all[at] != all[kept - 1]) {
          all[kept++] = all[at];
        }
      }
      starts[i + 1] = kept;
    }
    return new AdjacencyTopology(starts, Arrays.copyOf(all, kept));
  }

  @Override
  public int size() {
    return starts.length - 1;
  }

  @Override
  public int degree(int learner) {
    CompleteTopology.checkIndex("learner", learner, size());
    return starts[learner + 1] - starts[learner];
  }

  @Override
  public int neighbour(int learner, int index) {
    CompleteTopology.checkIndex("neighbour", index, degree(learner));
    return neighbours[starts[learner] + index];
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  /** The lowest learner that cannot be reached from learner 0, or −1 when all can. */
  int firstUnreached() {
    BitSet reached = new BitSet(size());
    int[] queue = new int[size()];
    reached.set(0);
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      int learner = queue[head];
      for (int at = starts[learner]; at < starts[learner + 1]; at++) {
        if (!reached.get(neighbours[at])) {
          reached.set(neighbours[at]);
          queue[tail++] = neighbours[at];
        }
      }
    }
    int unreached = reached.nextClearBit(0);
    return unreached < size() ? unreached : -1;
  }
}
