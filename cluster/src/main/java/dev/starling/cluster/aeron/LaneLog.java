package dev.starling.cluster.aeron;

import org.HdrHistogram.Histogram;

/**
 * What a lane has counted since the run began. Used by the lane's thread; others ask for a copy.
 */
public final class LaneLog {
  private static final long HIGHEST_LATENESS_NS = 60_000_000_000L;

  private final long[] totals = Tally.zeros();
  private final Histogram updateLateness = new Histogram(1_000, HIGHEST_LATENESS_NS, 2);

  void add(Tally tally, long amount) {
    totals[tally.ordinal()] += amount;
  }

  void addLateness(long lateNs) {
    updateLateness.recordValue(Math.min(Math.max(0, lateNs), HIGHEST_LATENESS_NS));
  }

  void reset() {
    java.util.Arrays.fill(totals, 0);
    updateLateness.reset();
  }

  long get(Tally tally) {
    return totals[tally.ordinal()];
  }

  long[] copyTotals() {
    return totals.clone();
  }

  Histogram copyLateness() {
    return updateLateness.copy();
  }
}
