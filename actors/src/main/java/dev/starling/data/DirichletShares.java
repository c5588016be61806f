package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * Cuts rows into shares p ~ Dirichlet(α, …, α): n gamma variates of shape α, divided by their sum.
 * Small α gives nearly all to one learner, large α gives equal shares.
 */
final class DirichletShares {
  private DirichletShares() {}

  /** {@code rows} cut into {@code learners} runs whose lengths follow p to within one row. */
  static int[][] cut(int[] rows, int learners, double alpha, RandomStream random) {
    double[] shares = new double[learners];
    double sum = 0;
    for (int learner = 0; learner < learners; learner++) {
      shares[learner] = random.nextGamma(alpha);
      sum += shares[learner];
    }
    if (sum == 0 || sum == Double.POSITIVE_INFINITY) {
      sum = limit(alpha, shares, random);
    }
    int[][] cut = new int[learners][];
    double upTo = 0;
    int from = 0;
    for (int learner = 0; learner < learners; learner++) {
      upTo += shares[learner];
      boolean last = learner == learners - 1;
      int to = last ? rows.length : (int) Math.round(rows.length * Math.min(1, upTo / sum));
      cut[learner] = Arrays.copyOfRange(rows, from, to);
      from = to;
    }
    return cut;
  }

  /** What the shares tend to where double precision ends: one takes all, or all are equal. */
  private static double limit(double alpha, double[] shares, RandomStream random) {
    if (alpha < 1) {
      shares[random.nextInt(shares.length)] = 1;
      return 1;
    }
    Arrays.fill(shares, 1);
    return shares.length;
  }
}
