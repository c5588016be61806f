package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.Arrays;

/** Orders of the rows of a data set, and cuts through them. */
final class RowOrder {
  private RowOrder() {}

  static int[] shuffled(int size, RandomStream random) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    random.shuffle(rows);
    return rows;
  }

  /** By ascending target; rows of one target in random order. */
  static int[] byTarget(DataSet data, RandomStream random) {
    return by(data::target, shuffled(data.size(), random));
  }

  /** By ascending first feature; rows where it is equal in their order. */
  static int[] byFirstFeature(DataSet data) {
    int[] rows = new int[data.size()];
    Arrays.setAll(rows, i -> i);
    return by(row -> data.featureArray()[row * data.features()], rows);
  }

  /** Sorts {@code rows}; where the value is equal their order stays. */
  private static int[] by(RowValue value, int[] rows) {
    long[] keys = new long[rows.length];
    for (int i = 0; i < keys.length; i++) {
      // Sorting one primitive long per row: the value in the high bits, its place in the low ones.
      keys[i] = ((long) ascendingBits(value.of(rows[i])) << 32) | i;
    }
    Arrays.sort(keys);
    int[] sorted = new int[keys.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = rows[(int) keys[i]];
    }
    return sorted;
  }

  /** Piece {@code index} of {@code pieces} whose sizes differ by at most one. */
  static int[] piece(int[] rows, int index, int pieces) {
    int from = (int) ((long) rows.length * index / pieces);
    int to = (int) ((long) rows.length * (index + 1) / pieces);
    return Arrays.copyOfRange(rows, from, to);
  }

  static int[] joined(int[] first, int[] second) {
    int[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** A signed integer that is ordered as the finite float is. */
  private static int ascendingBits(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** What rows are sorted by. */
  private interface RowValue {
    float of(int row);
  }
}
