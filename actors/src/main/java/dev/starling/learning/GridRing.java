package dev.starling.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of a grid that are held open for those who are late, each in its place of a ring. At
 * most {@value #MOST_ROWS} are held, and fewer where they would take more than 64 MiB together
 * (holders × columns × 8 bytes each), but never fewer than {@value #LEAST_ROWS}. Not safe for use
 * by several threads.
 */
final class GridRing {
  static final int MOST_ROWS = 64;
  private static final int LEAST_ROWS = 2;
  private static final long MOST_BYTES = 64L << 20;

  private final Origins origins;
  private GridRow[] rows = {};

  GridRing(Origins origins, int holders) {
    this.origins = origins;
    fit(holders);
  }

  /** How many rows are held. */
  int depth() {
    return rows.length;
  }

  /**
   * Holds as many rows as {@code holders} have room for, of those that are there the latest.
   *
   * @return the rows that it gives up
   */
  List<GridRow> fit(int holders) {
    int depth = depthFor(holders);
    List<GridRow> givenUp = new ArrayList<>();
    if (depth != rows.length) {
      GridRow[] former = rows.clone();
      Arrays.sort(former, Comparator.comparingLong(GridRow::index));
      rows = new GridRow[depth];
      for (GridRow row : former) {
        if (row.index() >= 0) {
          int place = (int) (row.index() % depth);
          if (rows[place] != null) {
            givenUp.add(rows[place]);
          }
          rows[place] = row;
        }
      }
      for (int i = 0; i < depth; i++) {
        rows[i] = rows[i] == null ? new GridRow(origins.learners(), origins.count()) : rows[i];
      }
    }
    return givenUp;
  }

  /** Gives the memory of all holders but {@code staying} back. */
  void keepOnly(BitSet staying) {
    for (GridRow row : rows) {
      row.keepOnly(staying);
    }
  }

  /** The row in the place of {@code index}: that one, an older one, or one that came after it. */
  GridRow place(long index) {
    return rows[(int) (index % rows.length)];
  }

  /** The row with {@code index}, or null when it is not held. */
  GridRow find(long index) {
    GridRow row = index < 0 ? null : place(index);
    return row != null && row.index() == index ? row : null;
  }

  private int depthFor(int holders) {
    long rowBytes = (long) Math.max(1, holders) * origins.count() * Long.BYTES;
    return (int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_BYTES / rowBytes));
  }
}
