package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * Label shards (McMahan et al., "Communication-efficient learning of deep networks from
 * decentralized data", 2017, §3): the samples in order of their targets are cut into n·K pieces of
 * equal size, and each learner gets K of them, at random or in order.
 */
final class ShardDealing implements Partitioner.Dealing {
  private final int shards;
  private final boolean shuffled;

  private ShardDealing(int shards, boolean shuffled) {
    this.shards = shards;
    this.shuffled = shuffled;
  }

  /** {@code shards} pieces at random for each learner. */
  static ShardDealing shuffled(int shards) {
    return new ShardDealing(shards, true);
  }

  /** One piece each: the first learner gets the smallest targets. */
  static ShardDealing inOrder() {
    return new ShardDealing(1, false);
  }

  @Override
  public int[][] deal(DataSet train, int learners, RandomStream random) {
    if ((long) learners * shards > train.size()) {
      throw new DataException(
          learners
              + " learners with "
              + shards
              + " shards each need "
              + (long) learners * shards
              + " samples; "
              + train.name()
              + " has "
              + train.size());
    }
    int pieces = learners * shards;
    int[] rows = RowOrder.byTarget(train, random);
    int[] order = new int[pieces];
    Arrays.setAll(order, i -> i);
    if (shuffled) {
      random.shuffle(order);
    }
    int[][] dealt = new int[learners][0];
    for (int i = 0; i < pieces; i++) {
      int learner = i / shards;
      dealt[learner] = RowOrder.joined(dealt[learner], RowOrder.piece(rows, order[i], pieces));
    }
    return dealt;
  }
}
