package dev.starling.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How stale the worst holder was about each origin, at rows of which a node holds some pairs alone:
 * the worst of all is known once every node has told of the same row. Kept of every so-manieth row,
 * {@value #MOST_ROWS} at most and fewer where there are more than 128 origins, so that they fit
 * into a message: where there are more, every other one is left out. Which rows are kept depends on
 * their index alone, so the nodes keep the same. Immutable by agreement: the arrays are not copied.
 *
 * @param stride rows whose index is a multiple of it are kept
 * @param rows their indices, rising
 * @param pairs of each row that are told of
 * @param allPairs of each row
 * @param maxima one for each column, row by row; {@value #NOBODY} where there is no pair
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record RowMaxima(long stride, long[] rows, long[] pairs, long[] allPairs, int[] maxima) {
  static final int NOBODY = -1;
  static final RowMaxima NONE = new RowMaxima(1, new long[0], new long[0], new long[0], new int[0]);

  private static final int MOST_ROWS = 64;
  private static final int LEAST_ROWS = 2;
  private static final int MOST_MAXIMA = MOST_ROWS * 128;

  /** With one more row, if it is one to be kept; {@code fresh} is kept. */
  RowMaxima with(long row, long itsPairs, long itsAllPairs, int[] fresh) {
    return row % stride != 0
        ? this
        : plus(
            new RowMaxima(
                stride, new long[] {row}, new long[] {itsPairs}, new long[] {itsAllPairs}, fresh));
  }

  /** What both tell. */
  RowMaxima plus(RowMaxima other) {
    List<Row> all = new ArrayList<>();
    long wide = Math.max(stride, other.stride);
    int mine = 0;
    int theirs = 0;
    while (mine < rows.length || theirs < other.rows.length) {
      long next = Math.min(rowAt(mine), other.rowAt(theirs));
      Row row = null;
      if (rowAt(mine) == next) {
        row = row(mine++);
      }
      if (other.rowAt(theirs) == next) {
        row = row == null ? other.row(theirs) : row.plus(other.row(theirs));
        theirs++;
      }
      if (next % wide == 0) {
        all.add(row);
      }
    }
    while (!all.isEmpty() && all.size() > mostRows(all.get(0).maxima.length)) {
      wide *= 2;
      long kept = wide;
      all.removeIf(row -> row.index % kept != 0);
    }
    return of(wide, all);
  }

  /** Mean over the rows of which all pairs are told, and over their origins; NaN without any. */
  double mean() {
    double sum = 0;
    int complete = 0;
    for (int i = 0; i < rows.length; i++) {
      if (pairs[i] == allPairs[i]) {
        sum += mean(row(i).maxima);
        complete++;
      }
    }
    return sum / complete;
  }

  /** Mean over the origins that have a holder. */
  static double mean(int[] maxima) {
    long sum = 0;
    int held = 0;
    for (int max : maxima) {
      if (max != NOBODY) {
        sum += max;
        held++;
      }
    }
    return held == 0 ? Double.NaN : (double) sum / held;
  }

  private long rowAt(int i) {
    return i < rows.length ? rows[i] : Long.MAX_VALUE;
  }

  private Row row(int i) {
    int columns = maxima.length / rows.length;
    int[] its = Arrays.copyOfRange(maxima, i * columns, (i + 1) * columns);
    return new Row(rows[i], pairs[i], allPairs[i], its);
  }

  private static RowMaxima of(long stride, List<Row> all) {
    return new RowMaxima(
        stride,
        all.stream().mapToLong(Row::index).toArray(),
        all.stream().mapToLong(Row::pairs).toArray(),
        all.stream().mapToLong(Row::allPairs).toArray(),
        all.stream().flatMapToInt(row -> Arrays.stream(row.maxima)).toArray());
  }

  private static int mostRows(int columns) {
    return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_MAXIMA / Math.max(1, columns)));
  }

  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  private record Row(long index, long pairs, long allPairs, int[] maxima) {

    /** The nodes saw who was there at different times if they do not agree on all pairs. */
    Row plus(Row other) {
      int[] worst = maxima.clone();
      for (int i = 0; i < worst.length; i++) {
        worst[i] = Math.max(worst[i], other.maxima[i]);
      }
      long all = allPairs == other.allPairs ? allPairs : Long.MAX_VALUE;
      return new Row(index, pairs + other.pairs, all, worst);
    }
  }
}
