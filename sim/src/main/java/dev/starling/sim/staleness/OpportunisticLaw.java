package dev.starling.sim.staleness;

/**
 * What staleness the schemes have in which a transmission refreshes what is known of one origin
 * only: closed forms in the model of Mitra and Ulukus (arXiv 2404.19749), by our own derivation.
 *
 * <p>Let each learner make Poisson updates of rate r and transmit at the mean rate λ, with n
 * learners on the complete graph. Whether each sends its own work only ({@link Scheme#OWN_MODEL})
 * or the holders of the last update share all capacity until the next one ({@link
 * Scheme#FRESHEST}), the versions of i that j lacks are geometric:
 *
 * <pre>  P(S = s) = p·(1−p)^s,   p = λ/(λ + r·(n−1)),   E[S] = r·(n−1)/λ</pre>
 *
 * <p>So λ has to grow like n to keep S bounded. No scheme whose transmissions refresh q origins
 * each can do better than {@link #lowerBound}. At n = 100, r = 1 and λ = ln 100 the mean staleness
 * is 21.50, nineteen times that of uniform gossip. Pure.
 */
public final class OpportunisticLaw {

  private OpportunisticLaw() {}

  /** E[S] = r·(n−1)/λ, in updates. */
  public static double mean(double updateRate, int learners, double gossipRate) {
    return updateRate * (learners - 1) / gossipRate;
  }

  /** Var(S) = E[S]·(1 + E[S]). */
  public static double variance(double updateRate, int learners, double gossipRate) {
    double mean = mean(updateRate, learners, gossipRate);
    return mean * (1 + mean);
  }

  /** P(S = 0) = λ/(λ + r·(n−1)). */
  public static double probabilityFresh(double updateRate, int learners, double gossipRate) {
    return gossipRate / (gossipRate + updateRate * (learners - 1));
  }

  /** The λ at which E[S] is {@code staleness}. */
  public static double requiredGossipRate(double updateRate, int learners, double staleness) {
    return updateRate * (learners - 1) / staleness;
  }

  /**
   * E[S] ≥ (r·(n−1)/(q·λ) − 1)/2 for Poisson updates and every causal scheme, mean over ordered
   * pairs.
   *
   * @param originsRefreshed q: of how many origins a transmission refreshes the knowledge of its
   *     one receiver
   * @return at least 0
   */
  public static double lowerBound(
      double updateRate, int learners, double gossipRate, int originsRefreshed) {
    double bound = (updateRate * (learners - 1) / (originsRefreshed * gossipRate) - 1) / 2;
    return Math.max(0, bound);
  }
}
