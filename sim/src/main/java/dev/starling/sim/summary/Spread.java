package dev.starling.sim.summary;

import java.util.Arrays;

/**
 * What is kept of one number per learner: the smallest, the median and the largest. The median of
 * an even count is the mean of the two in the middle. Immutable.
 *
 * @param min the smallest
 * @param median the median
 * @param max the largest
 */
public record Spread(double min, double median, double max) {
  /** Checks the order; a spread holds finite numbers only. */
  public Spread {
    if (!(Double.isFinite(min) && Double.isFinite(max) && min <= median && median <= max)) {
      throw new IllegalArgumentException(
          "a spread needs finite min <= median <= max, got " + min + ", " + median + ", " + max);
    }
  }

  /**
   * The spread of the values that are finite: a learner in quarantine has no accuracy and no loss.
   *
   * @param values one per learner, in any order; not changed
   * @return null when none of them is finite
   */
  public static Spread of(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return null;
    }
    int upper = sorted.length / 2;
    int lower = (sorted.length - 1) / 2;
    // Halves first: two large values must not overflow.
    double median = lower == upper ? sorted[upper] : 0.5 * sorted[lower] + 0.5 * sorted[upper];
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
