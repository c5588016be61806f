package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * Cuts data into parts by chance: the same seed gives the same parts. Where the data bring no test
 * part, 70 % train, 10 % validate and 20 % test; where they do, 10 % of the rest validate. Of data
 * that nobody trains on, a third validates and the rest tests. Every part has at least one sample.
 */
final class HoldOut {
  private static final double VALIDATION_SHARE = 0.1;
  private static final double TEST_SHARE = 0.2;
  private static final double JUDGING_VALIDATION_SHARE = 1.0 / 3;

  private HoldOut() {}

  /** Cuts {@code all} into train, validation and test. */
  static DataSplit split(DataSet all, long seed) {
    if (all.size() < 3) {
      throw new DataException(
          all.name()
              + " has "
              + all.size()
              + " samples; at least 3 are needed to train, validate and test");
    }
    int[] order = shuffled(all.size(), seed);
    int testEnd = share(all.size(), TEST_SHARE);
    int validationEnd = testEnd + share(all.size(), VALIDATION_SHARE);
    return new DataSplit(
        all.subset(all.name() + " train", ascending(order, validationEnd, order.length)),
        all.subset(all.name() + " validation", ascending(order, testEnd, validationEnd)),
        all.subset(all.name() + " test", ascending(order, 0, testEnd)));
  }

  /** Cuts {@code all} into a third that validates and a rest that tests. */
  static DataSet[] validationAndTest(DataSet all, long seed) {
    if (all.size() < 2) {
      throw new DataException(
          all.name() + " has 1 sample; at least 2 are needed to validate and test");
    }
    int[] order = shuffled(all.size(), seed);
    int validationEnd = share(all.size(), JUDGING_VALIDATION_SHARE);
    return new DataSet[] {
      all.subset(all.name() + " validation", ascending(order, 0, validationEnd)),
      all.subset(all.name() + " test", ascending(order, validationEnd, order.length))
    };
  }

  /** The rows of {@code size} that train, then those that validate. */
  static int[][] trainAndValidationRows(String name, int size, long seed) {
    if (size < 2) {
      throw new DataException(
          name + " has 1 training sample; at least 2 are needed to train and validate");
    }
    int[] order = shuffled(size, seed);
    int validationEnd = share(size, VALIDATION_SHARE);
    return new int[][] {ascending(order, validationEnd, size), ascending(order, 0, validationEnd)};
  }

  private static int[] shuffled(int size, long seed) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    RandomStream.named(seed, "split", 0).shuffle(rows);
    return rows;
  }

  private static int share(int size, double share) {
    return (int) Math.max(1, Math.round(size * share));
  }

  private static int[] ascending(int[] order, int from, int to) {
    int[] rows = Arrays.copyOfRange(order, from, to);
    Arrays.sort(rows);
    return rows;
  }
}
