package dev.starling.sim.summary;

/**
 * Accuracy over learners, each with its own θ.
 *
 * @param min of the worst learner
 * @param median of the learners
 * @param max of the best learner
 * @param worstSecondsTo80 run seconds until the worst learner first had 0.80 of the validation part
 *     right; null when it never had
 */
public record AccuracySummary(double min, double median, double max, Double worstSecondsTo80) {
  /** Checks the order of the three. */
  public AccuracySummary {
    new Spread(min, median, max);
    worstSecondsTo80 = Finite.orNull(worstSecondsTo80);
  }

  /**
   * As it was scored; null without a spread.
   *
   * @param spread null when no learner has an accuracy
   * @param worstSecondsTo80 null when the worst learner never had it
   */
  public static AccuracySummary of(Spread spread, Double worstSecondsTo80) {
    return spread == null
        ? null
        : new AccuracySummary(spread.min(), spread.median(), spread.max(), worstSecondsTo80);
  }

  /** The three numbers alone. */
  public Spread spread() {
    return new Spread(min, median, max);
  }
}
