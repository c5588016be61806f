package dev.starling.learning;

import java.util.Arrays;

/**
 * When origins made their latest updates, as far as rows of a grid can tell: an update that the row
 * k1 lacks and the next row k2 has was made between the two. Of several in one such gap the i-th of
 * m is placed at i/(m+1) of it, its mean place for Poisson updates. The resolution is thus the time
 * between two rows, and finer where an origin makes many updates in it.
 *
 * <p>A row in which an origin has made no update takes no room: the latest {@value #GAPS} gaps with
 * updates are kept, hence at least as many updates. Memory: {@value #GAPS} × 24 bytes for each
 * origin. Not safe for use by several threads.
 */
final class UpdateHistory {
  private static final int GAPS = 128;
  private static final long UNSEEN = -1;

  private final long[] newest;
  private final long[] seenAt;
  private final int[] gaps;
  private final long[] versions;
  private final long[] from;
  private final long[] until;

  UpdateHistory(int columns) {
    newest = new long[columns];
    seenAt = new long[columns];
    Arrays.fill(seenAt, UNSEEN);
    gaps = new int[columns];
    versions = new long[columns * GAPS];
    from = new long[columns * GAPS];
    until = new long[columns * GAPS];
  }

  /** The origin in {@code column} was at its {@code version} in row {@code index}; rows rise. */
  void note(int column, long index, long version) {
    if (version > newest[column]) {
      int slot = slot(column, gaps[column]);
      versions[slot] = version;
      from[slot] = seenAt[column] == UNSEEN ? index : seenAt[column];
      until[slot] = index;
      gaps[column]++;
      newest[column] = version;
    }
    seenAt[column] = index;
  }

  /**
   * How long ago, in rows before the latest one noted, the origin in {@code column} made {@code
   * version}, which it has made; at least this long where that is beyond what is kept.
   */
  double age(int column, long version) {
    int gap = gaps[column] - 1;
    int oldest = Math.max(0, gaps[column] - GAPS);
    if (gap < 0) {
      return 0;
    }
    int first = oldest;
    while (first < gap) {
      int middle = (first + gap) / 2;
      if (versions[slot(column, middle)] >= version) {
        gap = middle;
      } else {
        first = middle + 1;
      }
    }
    int slot = slot(column, gap);
    long before = gap > oldest ? versions[slot(column, gap - 1)] : 0;
    double place = gap == 0 || gap > oldest ? place(before, version, versions[slot]) : 0;
    return seenAt[column] - from[slot] - place * (until[slot] - from[slot]);
  }

  private static double place(long before, long version, long last) {
    long made = Version.behind(before, last);
    long which = Math.min(made, Version.behind(before, version));
    return which / (made + 1.0);
  }

  private static int slot(int column, int gap) {
    return column * GAPS + gap % GAPS;
  }
}
