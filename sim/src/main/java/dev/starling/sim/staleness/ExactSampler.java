package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/**
 * Draws from the exact law of staleness under uniform push gossip with Poisson updates, one pair at
 * a time and without a simulation (our derivation in the model of Mitra and Ulukus, arXiv
 * 2404.19749). Followed backwards from holder j, the set of those that j could have heard from
 * grows from k to k + 1 members at rate a_k = λ·k·(n−k)/(n−1), and origin i is its m-th newcomer
 * with m uniform on 1 … n−1, hence
 *
 * <pre>  T = Σ_{k≤m} Exp(a_k),    S ~ Poisson(r·T)</pre>
 *
 * <p>A draw costs O(n) time and no memory, where a simulation of a million learners moves
 * gigabytes. Used by one thread.
 */
public final class ExactSampler {
  private final int learners;
  private final double updateRate;
  private final double gossipRate;
  private final RandomStream random;
  private double age;

  /**
   * @param updateRate r, above 0 per time unit
   * @param learners n, at least 2
   * @param gossipRate λ, above 0 per time unit
   */
  public ExactSampler(double updateRate, int learners, double gossipRate, RandomStream random) {
    if (learners < 2) {
      throw new IllegalArgumentException("staleness needs 2 learners or more, were " + learners);
    }
    this.learners = learners;
    this.updateRate = RateProfile.equal(updateRate).first();
    this.gossipRate = RateProfile.equal(gossipRate).first();
    this.random = random;
  }

  /** S of a pair, in updates. */
  public long nextStaleness() {
    nextAge();
    // As many as Poisson events of rate 1 happen in a time r·T.
    double left = updateRate * age - ExponentialLaw.next(random);
    long updates = 0;
    while (left > 0) {
      updates++;
      left -= ExponentialLaw.next(random);
    }
    return updates;
  }

  /** T of a pair, in time units. */
  public double nextAge() {
    int newcomers = 1 + random.nextInt(learners - 1);
    double sum = 0;
    for (int k = 1; k <= newcomers; k++) {
      sum += ExponentialLaw.next(random) / ((double) k * (learners - k));
    }
    age = sum * (learners - 1) / gossipRate;
    return age;
  }

  /** T of the pair that was drawn last, in time units. */
  public double lastAge() {
    return age;
  }
}
