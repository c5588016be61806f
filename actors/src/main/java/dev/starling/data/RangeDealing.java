package dev.starling.data;

import dev.starling.random.RandomStream;

/**
 * The samples in order of their first feature, in n pieces of equal size: of data with one feature
 * each learner knows one stretch of its range. Rows whose first feature is equal keep their order.
 */
final class RangeDealing implements Partitioner.Dealing {
  @Override
  public int[][] deal(DataSet train, int learners, RandomStream random) {
    if (learners > train.size()) {
      throw new DataException(
          learners + " learners need a sample each; " + train.name() + " has " + train.size());
    }
    int[] rows = RowOrder.byFirstFeature(train);
    int[][] dealt = new int[learners][];
    for (int i = 0; i < learners; i++) {
      dealt[i] = RowOrder.piece(rows, i, learners);
    }
    return dealt;
  }
}
