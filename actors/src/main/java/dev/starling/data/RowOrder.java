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
    int[] shuffled = shuffled(data.size(), random);
    long[] keys = new long[shuffled.length];
    for (int i = 0; i < keys.length; i++) {
      // Sorting one primitive long per row: the target in the high bits, its place in the low ones.
      keys[i] = ((long) ascendingBits(data.target(shuffled[i])) << 32) | i;
    }
    Arrays.sort(keys);
    int[] sorted = new int[keys.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = shuffled[(int) keys[i]];
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
}
