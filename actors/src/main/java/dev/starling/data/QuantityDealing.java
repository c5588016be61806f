package dev.starling.data;

import dev.starling.random.RandomStream;

/** Quantity skew: shares of a Dirichlet(α), content at random. */
final class QuantityDealing implements Partitioner.Dealing {
  private final double alpha;

  QuantityDealing(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public int[][] deal(DataSet train, int learners, RandomStream random) {
    return DirichletShares.cut(RowOrder.shuffled(train.size(), random), learners, alpha, random);
  }
}
