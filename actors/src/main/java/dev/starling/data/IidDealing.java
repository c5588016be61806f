package dev.starling.data;

import dev.starling.random.RandomStream;

/** Equal shares at random: every learner's data look like the whole. */
final class IidDealing implements Partitioner.Dealing {

  @Override
  public int[][] deal(DataSet train, int learners, RandomStream random) {
    int[] rows = RowOrder.shuffled(train.size(), random);
    int[][] dealt = new int[learners][];
    for (int learner = 0; learner < learners; learner++) {
      dealt[learner] = RowOrder.piece(rows, learner, learners);
    }
    return dealt;
  }
}
