package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Deals the training samples out to learners: each sample to exactly one, and at least one to each.
 * The same data, number of learners and seed give the same partitions on every machine.
 */
public final class Partitioner {
  private final String spec;
  private final Dealing dealing;

  Partitioner(String spec, Dealing dealing) {
    this.spec = spec;
    this.dealing = dealing;
  }

  /**
   * Deals out all of {@code train}.
   *
   * @param learners 1 to {@code train.size()}
   * @throws DataException when there are more learners than samples
   */
  public Partitions partition(DataSet train, int learners, long seed) {
    return partition(train, 0, learners, seed);
  }

  /**
   * Deals out all of {@code train} to some of the learners of a run.
   *
   * @param first the first of them; each gets other random draws than the learners of another first
   * @param learners how many they are, 1 to {@code train.size()}
   * @throws DataException when there are more learners than samples
   */
  public Partitions partition(DataSet train, int first, int learners, long seed) {
    if (learners < 1) {
      throw new IllegalArgumentException("learners must be at least 1, was " + learners);
    }
    if (learners > train.size()) {
      throw new DataException(
          learners
              + " learners are more than the "
              + train.size()
              + " samples of "
              + train.name()
              + "; each learner needs at least one");
    }
    RandomStream random = RandomStream.named(seed, "partition", first);
    int[][] rows = dealing.deal(train, learners, random);
    giveEachOne(rows);
    for (int[] own : rows) {
      Arrays.sort(own);
    }
    return new Partitions(train, first, rows);
  }

  /** The specification that it was parsed from. */
  @Override
  public String toString() {
    return spec;
  }

  /** Moves the last row of the largest partition to each empty one. */
  private static void giveEachOne(int[][] rows) {
    List<Integer> empty = new ArrayList<>();
    PriorityQueue<Integer> largestFirst =
        new PriorityQueue<>(
            Comparator.<Integer>comparingInt(learner -> -rows[learner].length)
                .thenComparingInt(learner -> learner));
    for (int learner = 0; learner < rows.length; learner++) {
      if (rows[learner].length == 0) {
        empty.add(learner);
      } else {
        largestFirst.add(learner);
      }
    }
    for (int learner : empty) {
      int giver = largestFirst.remove();
      int left = rows[giver].length - 1;
      rows[learner] = new int[] {rows[giver][left]};
      rows[giver] = Arrays.copyOf(rows[giver], left);
      largestFirst.add(giver);
    }
  }

  /** The rule by which rows are dealt; it may leave a learner without any. */
  interface Dealing {
    /** Rows per learner, each row of {@code train} in exactly one of them. */
    int[][] deal(DataSet train, int learners, RandomStream random);
  }
}
