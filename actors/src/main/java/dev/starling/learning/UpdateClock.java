package dev.starling.learning;

import dev.starling.random.RandomStream;

/**
 * When the next update is due. Natural: now. Paced: a renewal process of shifted exponentials c +
 * Exp(μ) with mean 1/r, counted from the <em>scheduled</em> end of the previous update, so that
 * computing time and a busy host do not slow it down; what they cost is the lateness. At r = 2 per
 * second and c = 0.1 s the exponential part has a mean of 0.4 s. Used by one thread.
 */
final class UpdateClock {
  private static final double NS_PER_SECOND = 1e9;

  private final boolean paced;
  private final long computeDelayNs;
  private final double exponentialMeanNs;
  private RandomStream random;

  private long scheduledEndNs;

  UpdateClock(LearnerSettings.Pace pace, RandomStream random) {
    this.paced = pace.isPaced();
    this.computeDelayNs = pace.computeDelayNs();
    this.exponentialMeanNs = paced ? NS_PER_SECOND / pace.updateRate() - computeDelayNs : 0;
    this.random = random;
  }

  boolean isPaced() {
    return paced;
  }

  /** Counts from now on. */
  void start(long nowNs) {
    scheduledEndNs = nowNs;
  }

  /** The time of the next update after the one that ended {@code nowNs}. */
  long next(long nowNs) {
    if (!paced) {
      return nowNs;
    }
    scheduledEndNs += computeDelayNs + (long) (exponentialMeanNs * random.nextExponential());
    return scheduledEndNs;
  }

  /** By how much an update that ends now is behind its schedule. */
  long latenessNs(long nowNs) {
    return nowNs - scheduledEndNs;
  }

  void save(StateWriter out, long nowNs) {
    out.putLong(random.state());
    out.putLong(scheduledEndNs - nowNs);
  }

  void restore(StateReader in, long nowNs) {
    random = RandomStream.restored(in.getLong());
    scheduledEndNs = nowNs + in.getLong();
  }
}
