package dev.starling.learning;

/**
 * What staleness uniform push gossip on the complete graph has in the steady state: closed forms
 * for the model of Mitra and Ulukus (arXiv 2404.19749), by our own derivation.
 *
 * <p>Each of n learners makes updates at rate r (any stationary law) and pushes at the times of a
 * Poisson process of rate λ to a uniformly drawn other learner, with no delay. Followed backwards
 * in time, what holder j knows spreads like first-passage percolation: the set of k learners that j
 * could have heard from grows at rate a_k = λ·k·(n−k)/(n−1), and origin i joins it at a uniformly
 * drawn place. With T the time until i joins, S is the number of i's updates during T, hence
 *
 * <pre>  E[S] = r·E[T] = r·H(n−1)/λ,     H(m) = 1 + 1/2 + … + 1/m</pre>
 *
 * <p>With unequal rates, r·H(n−1)/min λ bounds the staleness of an origin of rate r from above. At
 * n = 100, r = 1 and λ = ln 100 the mean staleness is 1.124. All rates are per second, or per any
 * one unit of time. Pure.
 */
public final class StalenessLaw {
  private static final double EULER_MASCHERONI = 0.5772156649015329;
  private static final int EXACT_UP_TO = 64;

  /** Enough for full precision at any load. */
  private static final int NEWTON_STEPS = 12;

  private StalenessLaw() {}

  /**
   * H(m), the m-th harmonic number; 0 for m = 0. Above 64 by Euler's expansion, whose error is
   * below 1e-13 there.
   */
  public static double harmonic(long m) {
    if (m < 0) {
      throw new IllegalArgumentException("no harmonic number of " + m);
    }
    if (m > EXACT_UP_TO) {
      double square = (double) m * m;
      return StrictMath.log((double) m)
          + EULER_MASCHERONI
          + 0.5 / m
          - 1 / (12 * square)
          + 1 / (120 * square * square);
    }
    double sum = 0;
    for (long k = m; k >= 1; k--) {
      sum += 1.0 / k;
    }
    return sum;
  }

  /** E[S] = r·H(n−1)/λ, in updates; infinite at λ = 0, and 0 for a learner alone. */
  public static double mean(double updateRate, int learners, double gossipRate) {
    return learners == 1 ? 0 : updateRate * harmonic(learners - 1) / gossipRate;
  }

  /**
   * E[S] when a push takes a time d to arrive: r·(H(n−1) − γ·x/(1+x))/α with x = λ·d, γ Euler's
   * constant, and α = λ·e^(−α·d) the growth rate of what a holder could have heard from, followed
   * backwards over hops that take d each; but no less than r·(H(n−1)/λ + d), the last hop alone.
   * Exact at d = 0 and for two learners, and to leading order elsewhere; the term with γ is fitted
   * to simulations of n = 16 to 10,000 at x up to 1, which it meets within some 5 %.
   *
   * @param delaySeconds d, from the capture of a push's versions until it is mixed, 0 or more
   */
  public static double mean(
      double updateRate, int learners, double gossipRate, double delaySeconds) {
    double load = gossipRate * delaySeconds;
    if (learners == 1 || !(load > 0)) {
      return mean(updateRate, learners, gossipRate);
    }
    double x = spreadExponent(load);
    double harmonic = harmonic(learners - 1);
    double spread = (harmonic - EULER_MASCHERONI * load / (1 + load)) * load / x;
    return updateRate / gossipRate * Math.max(harmonic + load, spread);
  }

  /** The x with x·e^x = λ·d, for {@code load} = λ·d of 0 or more: α·d of the growth rate α. */
  static double spreadExponent(double load) {
    // Newton's iteration from above the root; convex, so it descends to it.
    double x = StrictMath.log1p(load);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      x -= (x - load * StrictMath.exp(-x)) / (1 + x);
    }
    return x;
  }

  /**
   * E[S] = r·(n−1)/λ, in updates, where a push tells of its source alone: no relays, and λ must
   * grow like n.
   */
  public static double meanFirstHand(double updateRate, int learners, double gossipRate) {
    return learners == 1 ? 0 : updateRate * (learners - 1) / gossipRate;
  }

  /** E[max over holders j of S] = r·2(n−1)·H(n−1)/(n·λ), in updates. */
  public static double worstHolder(double updateRate, int learners, double gossipRate) {
    return mean(updateRate, learners, gossipRate) * 2 * (learners - 1) / learners;
  }

  /** E[min over holders j of S] = r/λ, in updates, whatever n. */
  public static double freshestHolder(double updateRate, double gossipRate) {
    return updateRate / gossipRate;
  }

  /** The λ at which E[S] is {@code staleness}; 0 for a learner alone. */
  public static double requiredGossipRate(double updateRate, int learners, double staleness) {
    return learners == 1 ? 0 : updateRate * harmonic(learners - 1) / staleness;
  }

  /**
   * Var(T) = (1/(n−1))·Σ_m [(Σ_{k≤m} 1/a_k)² + Σ_{k≤m} 1/a_k²] − E[T]², in units of time squared;
   * tends to π²/(2λ²). Costs O(n).
   */
  public static double timeVariance(int learners, double gossipRate) {
    double mean = 0;
    double meanOfSquares = 0;
    double passed = 0;
    double passedVariance = 0;
    for (int k = 1; k < learners; k++) {
      double hold = 1 / growthRate(k, learners, gossipRate);
      passed += hold;
      passedVariance += hold * hold;
      mean += passed / (learners - 1);
      meanOfSquares += (passed * passed + passedVariance) / (learners - 1);
    }
    return meanOfSquares - mean * mean;
  }

  /** Var(S) = r·E[T] + r²·Var(T), for Poisson updates. Costs O(n). */
  public static double variance(double updateRate, int learners, double gossipRate) {
    return mean(updateRate, learners, gossipRate)
        + updateRate * updateRate * timeVariance(learners, gossipRate);
  }

  /**
   * P(S = 0) = (1/(n−1))·Σ_m Π_{k≤m} a_k/(a_k + r), for Poisson updates: the share of pairs that
   * are up to date. Costs O(n).
   */
  public static double probabilityFresh(double updateRate, int learners, double gossipRate) {
    double sum = 0;
    double product = 1;
    for (int k = 1; k < learners; k++) {
      double growth = growthRate(k, learners, gossipRate);
      product *= growth / (growth + updateRate);
      sum += product;
    }
    return learners == 1 ? 1 : sum / (learners - 1);
  }

  /**
   * P(S = 0), P(S = 1), …, for Poisson updates. On its way back from k learners to k + 1 the time
   * sees j updates of the origin with probability p·(1−p)^j, p = a_k/(a_k + r); S is the sum of m
   * of these, m uniform. Costs O(n·{@code length}).
   *
   * @param length how many probabilities
   */
  public static double[] distribution(
      double updateRate, int learners, double gossipRate, int length) {
    double[] mean = new double[length];
    double[] passed = new double[length];
    passed[0] = 1;
    for (int k = 1; k < learners; k++) {
      double growth = growthRate(k, learners, gossipRate);
      double p = growth / (growth + updateRate);
      for (int s = 0; s < length; s++) {
        passed[s] = p * passed[s] + (s == 0 ? 0 : (1 - p) * passed[s - 1]);
        mean[s] += passed[s] / (learners - 1);
      }
    }
    return mean;
  }

  private static double growthRate(int reached, int learners, double gossipRate) {
    return gossipRate * reached * (learners - reached) / (learners - 1);
  }
}
