package dev.starling.learning;

/**
 * The factor of a learner's step size that makes all learners together minimise the pooled loss, in
 * which each sample counts the same: its share of the samples over its share of the updates,
 *
 * <pre>  scale = min(cap, (m/m̄)·(r̄/r))</pre>
 *
 * <p>with m its samples, m̄ the mean over learners, and r̄/r as {@link RateEstimator} sees it.
 * Without it, fast learners and small partitions pull the common model to themselves: two groups at
 * rates 0.5 and 1.5 with optima −1 and +1 settle at 0.5 instead of 0 (our derivation, simulated). A
 * learner that hears nobody and has no m̄ of others has scale 1 exactly. Used by one thread.
 */
final class ObjectiveScale {
  private final boolean pooled;
  private final double shareOfSamples;
  private final double cap;
  private final RateEstimator rates;
  private final LearnerCounters counters;

  ObjectiveScale(
      LearnerSettings.Objective settings,
      int samples,
      RateEstimator rates,
      LearnerCounters counters) {
    this.pooled = settings.pooled();
    this.shareOfSamples = settings.meanSamples() == 0 ? 1 : samples / settings.meanSamples();
    this.cap = settings.scaleCap();
    this.rates = rates;
    this.counters = counters;
  }

  /** The factor for the next update; counts when it is cut to the cap. */
  double next() {
    if (!pooled) {
      return 1;
    }
    double scale = shareOfSamples * rates.ratio();
    if (scale > cap) {
      counters.scaleCapped++;
      return cap;
    }
    return scale;
  }
}
