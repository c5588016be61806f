package dev.starling.cluster.aeron;

import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerEffects;
import org.HdrHistogram.Histogram;

/**
 * What a lane has counted since the run began. Used by the lane's thread; others ask for a copy.
 */
public final class LaneLog {
  private static final double MILLIS = 1e3;
  private static final long HIGHEST_LATENESS_NS = 60_000_000_000L;

  private Totals totals = Totals.none();
  private boolean timing;
  private long spentUntilNs;
  private final Histogram updateLateness = new Histogram(1_000, HIGHEST_LATENESS_NS, 2);
  private final Histogram tickLateness = new Histogram(1_000, HIGHEST_LATENESS_NS, 2);

  void add(Tally tally, long amount) {
    totals.add(tally, amount);
  }

  /** The clocks start: from here on each moment is spent on something. */
  void startTimes(long nowNs) {
    timing = true;
    spentUntilNs = nowNs;
  }

  /** The clocks stop; the time up to now was spent on {@code kind}. */
  void stopTimes(Tally kind, long nowNs) {
    spend(kind, nowNs);
    timing = false;
  }

  /** The time since the last call was spent on {@code kind}; nothing while no clocks run. */
  void spend(Tally kind, long nowNs) {
    if (timing) {
      totals.add(kind, nowNs - spentUntilNs);
      spentUntilNs = nowNs;
    }
  }

  /**
   * Of the time since the last call of {@link #spend}, which is not over, so much was spent on
   * {@code kind}; it counts also while no clocks run.
   */
  void spendWithin(Tally kind, long tookNs) {
    totals.add(kind, tookNs);
    spentUntilNs += tookNs;
  }

  /**
   * A learner has measured something.
   *
   * @param stretchNs by which its pace has put off the update that it is in
   */
  void record(LearnerEffects.Measure measure, double value, long stretchNs) {
    switch (measure) {
      case UPDATE_LATENESS_NS -> addLateness((long) value - stretchNs);
      case STALENESS_SAMPLE -> {
        add(Tally.STALENESS_SAMPLES, 1);
        add(Tally.STALENESS_SAMPLE_MILLIS, (long) (value * MILLIS));
      }
      case BATCH_LOSS -> {
        // Curves show the loss on the validation part; that of a batch is noise beside it.
      }
    }
  }

  private void addLateness(long lateNs) {
    updateLateness.recordValue(Math.min(Math.max(0, lateNs), HIGHEST_LATENESS_NS));
  }

  void addTickLateness(long lateNs) {
    tickLateness.recordValue(Math.min(Math.max(0, lateNs), HIGHEST_LATENESS_NS));
  }

  void reset() {
    totals = Totals.none();
    timing = false;
    updateLateness.reset();
    tickLateness.reset();
  }

  /** Keeps the counts of a learner that leaves. */
  void keep(LearnerCounters leaving) {
    totals.addAll(leaving);
  }

  /** Takes off what a learner has brought along, and was counted where it was before. */
  void forget(LearnerCounters brought) {
    totals = totals.since(Totals.none().addAll(brought));
  }

  /** Time in which the lane worked. */
  long busyNs() {
    return totals.get(Tally.STEP_NS)
        + totals.get(Tally.POLL_NS)
        + totals.get(Tally.SEND_NS)
        + totals.get(Tally.EVALUATION_NS)
        + totals.get(Tally.CHECKPOINT_NS)
        + totals.get(Tally.DRIVER_NS)
        + totals.get(Tally.CHORES_NS);
  }

  Totals copyTotals() {
    return totals.copy();
  }

  Histogram copyLateness() {
    return updateLateness.copy();
  }

  Histogram copyTickLateness() {
    return tickLateness.copy();
  }
}
