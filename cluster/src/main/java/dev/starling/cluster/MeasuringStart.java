package dev.starling.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * With which row of the staleness grid a node begins to measure: the latest that it or another node
 * proposes whose burn-in is over. A node tells its proposal with the counts that the others wait
 * for, and no row is complete without these; so every node knows of a proposal before it can join
 * the row, and all of one run begin with the same. What is agreed stays, whoever comes or goes
 * later. Pure; used by one thread.
 *
 * @param <N> a node
 */
final class MeasuringStart<N> {
  /** Of a node whose burn-in is not over. */
  static final long OPEN = -1;

  private final Map<N, Long> others = new HashMap<>();
  private long proposed = OPEN;
  private long agreed = OPEN;

  /** The burn-in of this node is over by row {@code index}; its first proposal counts. */
  void propose(long index) {
    if (proposed == OPEN) {
      proposed = index;
    }
  }

  /** Whether this node has made its proposal. */
  boolean isProposed() {
    return proposed != OPEN;
  }

  /** What another node proposes or has agreed to, or {@link #OPEN}. */
  void hear(N node, long index) {
    others.put(node, index);
  }

  /** Nobody waits for nodes that have gone. */
  void retain(Collection<N> nodes) {
    others.keySet().retainAll(nodes);
  }

  /** What the others are told. */
  long told() {
    return agreed == OPEN ? proposed : agreed;
  }

  /** The row, once it is agreed; {@link #OPEN} before. */
  long agreed() {
    if (agreed == OPEN && proposed != OPEN && !others.containsValue(OPEN)) {
      agreed = others.values().stream().reduce(proposed, Math::max);
    }
    return agreed;
  }
}
