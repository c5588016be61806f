package dev.starling.learning;

import java.util.BitSet;

/**
 * Mean staleness of each pair over rows. Kept for at most {@value #MOST_PAIRS} pairs, at 12 bytes
 * each, and with more than {@value #EVERY_ROW} pairs in every so-manieth row only, so that a second
 * of measuring costs no more than with so many. Not safe for use by several threads.
 */
final class PairTally {
  static final int MOST_PAIRS = 1 << 21;
  private static final int EVERY_ROW = 1 << 16;

  private final Origins origins;
  private final int columns;
  private final int stride;
  private final long[] sums;
  private final int[] rows;
  private long offered;

  PairTally(Origins origins) {
    this.origins = origins;
    columns = origins.count();
    int pairs = LinkLog.keeps(origins) ? origins.learners() * columns : 0;
    stride = Math.max(1, pairs / EVERY_ROW);
    sums = new long[pairs];
    rows = new int[pairs];
  }

  /** Adds the pairs of a row between live origins and {@code holders}. */
  void add(GridRow row, BitSet live, BitSet holders) {
    if (sums.length == 0 || offered++ % stride > 0) {
      return;
    }
    for (int j = holders.nextSetBit(0); j >= 0; j = holders.nextSetBit(j + 1)) {
      long[] known = row.known(j);
      for (int column = 0; column < columns; column++) {
        int origin = origins.learnerAt(column);
        if (origin != j && live.get(origin)) {
          int pair = j * columns + column;
          sums[pair] += Version.behind(known[column], row.newest(column));
          rows[pair]++;
        }
      }
    }
  }

  /** Staleness summed over the rows that the two were in together; 0 where none is kept. */
  long sum(int holder, int column) {
    return sums.length == 0 ? 0 : sums[holder * columns + column];
  }

  /** How many rows these are. */
  int rows(int holder, int column) {
    return rows.length == 0 ? 0 : rows[holder * columns + column];
  }
}
