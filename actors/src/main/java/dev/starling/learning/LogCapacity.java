package dev.starling.learning;

/**
 * λ = r̂·H(n−1)/S*·e^I: as much gossip as keeps the mean staleness at the target S*, growing like
 * log n. The law of {@link StalenessLaw} is the feed-forward part. The trim I, in natural-log units
 * and within ±2, is the feedback for what the law does not know, such as lost pushes: with each
 * push mixed,
 *
 * <pre>  I ← (1−w)·I + w·I_p          averaged as the models are
 *   I ← I + g·(S/S* − 1)         S: updates of the source that were new, p the source</pre>
 *
 * <p>Poisson pushes see time averages, so the mean of S is the mean staleness. The averaging
 * matters: a push freshens others, so a trim that each learner keeps to itself wanders off when n
 * is small. While the link cannot carry λ ({@link LinkClamp}) S is told as NaN and the trim only
 * averaged, or it would wind up. When only m of n origins are tracked, a push says something only
 * if its source is one of them, so g is multiplied by n/m, up to {@value #LARGEST_GAIN}: the trims
 * of single learners scatter with the gain, and their λ with them, which pushes S below its target
 * by 3 % at 0.04 and 9 % at 0.1 (simulated, n = 1025, m = 64). With g = 0.01, S* = 1 and a push
 * that brings 3 updates, I rises by 0.02 and λ by 2 %. The closed loop is a proposal of this
 * project.
 *
 * <p>An exchange tells two learners of each other where a push tells one, so it needs half of λ. On
 * other graphs than the complete one the law does not hold: there λ = r̂/S*·e^I with the feedback
 * always on, and what it holds at S* is the staleness between neighbours. A learner alone has λ =
 * 0. Used by one thread.
 */
final class LogCapacity implements CapacityController {
  /** Largest |I|: a factor of 7.4 either way. */
  static final double TRIM_LIMIT = 2;

  private static final double LARGEST_GAIN = 0.04;

  private final double target;
  private final int readersPerEvent;
  private final boolean lawful;
  private final boolean feedback;
  private final double gain;

  private double trim;
  private int factorOf;
  private double factor;

  LogCapacity(
      CapacitySettings.Law settings, boolean completeGraph, Origins origins, int readersPerEvent) {
    this.target = settings.target();
    this.readersPerEvent = readersPerEvent;
    this.lawful = completeGraph;
    this.feedback = settings.feedback() || !completeGraph;
    double scaled = settings.gain() * origins.learners() / origins.count();
    this.gain = Math.max(settings.gain(), Math.min(LARGEST_GAIN, scaled));
  }

  @Override
  public double rate(double updateRate, int live) {
    if (live < 2) {
      return 0;
    }
    if (live != factorOf) {
      factorOf = live;
      factor = (lawful ? StalenessLaw.harmonic(live - 1) : 1) / readersPerEvent;
    }
    return updateRate * factor / target * StrictMath.exp(trim);
  }

  @Override
  public void onMixed(double staleness, double weight, double sourceTrim) {
    if (!feedback) {
      return;
    }
    trim = (1 - weight) * trim + weight * sourceTrim;
    if (!Double.isNaN(staleness)) {
      trim += gain * (staleness / target - 1);
    }
    trim = Math.max(-TRIM_LIMIT, Math.min(TRIM_LIMIT, trim));
  }

  @Override
  public double trim() {
    return trim;
  }

  @Override
  public void restoreTrim(double saved) {
    trim = saved;
  }
}
