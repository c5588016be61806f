package dev.starling.learning;

/**
 * The delay of a learner's pushes as staleness feels it. News spreads at a rate α that solves α =
 * λ·E[e^(−α·d)] over the delays d of pushes, so quick pushes count for more than slow ones: where
 * one in four stays on its machine and the others wait for a link, less than the mean delay is
 * felt. What one delay for all would have to be is −ln(M)/(λ·M) with M = E[e^(−α·d)], which is kept
 * as a running mean, each push weighed by the α so far. A proposal of this project. Used by one
 * thread.
 */
final class PushDelay {
  /** Weight of the newest push. */
  private static final double SMOOTHING = 1.0 / 64;

  private double share = 1;

  /**
   * All pushes so far took the same.
   *
   * @param rate λ in pushes per second
   */
  void begin(double seconds, double rate) {
    share = StrictMath.exp(-StalenessLaw.spreadExponent(rate * seconds));
  }

  /** A push took so long, from the capture of its versions until it is mixed. */
  void add(double seconds, double rate) {
    share += SMOOTHING * (StrictMath.exp(-rate * share * seconds) - share);
  }

  /** The delay that all pushes would have to have, for the same spread. */
  double seconds(double rate) {
    return share >= 1 ? 0 : -StrictMath.log(share) / (rate * share);
  }
}
