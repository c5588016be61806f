package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import org.HdrHistogram.Histogram;

/** How late something ran on a node's lanes since the clocks started, in ns after it was due. */
public record Lateness(long p50Ns, long p99Ns, long maxNs) implements ControlMessage {
  /** Nothing ran. */
  public static final Lateness NONE = new Lateness(0, 0, 0);

  private static final double HALF = 50;
  private static final double MOST = 99;

  static Lateness of(Histogram lateNs) {
    return lateNs.getTotalCount() == 0
        ? NONE
        : new Lateness(
            lateNs.getValueAtPercentile(HALF),
            lateNs.getValueAtPercentile(MOST),
            lateNs.getMaxValue());
  }

  /** The later of two nodes, figure by figure. */
  Lateness worse(Lateness other) {
    return new Lateness(
        Math.max(p50Ns, other.p50Ns), Math.max(p99Ns, other.p99Ns), Math.max(maxNs, other.maxNs));
  }
}
