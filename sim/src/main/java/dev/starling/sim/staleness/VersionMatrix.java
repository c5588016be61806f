package dev.starling.sim.staleness;

import dev.starling.learning.Origins;
import dev.starling.learning.Version;
import java.util.Arrays;

/**
 * What every learner knows of every tracked origin, and the arithmetic of gossip on it: the version
 * vectors of n learners as one matrix of counts, without models. Fed with the updates and pushes of
 * a run in their order, it holds exactly the versions that the learners of that run hold (a learner
 * that comes back with a higher incarnation is outside of it).
 *
 * <p>Row-major in one {@code int[]}, so that a push reads one row and raises another: with 64
 * origins, four cache lines each. At a million learners both are far away in memory, and the time
 * of a push is the time to fetch them; see {@link #touch}. Optionally each row has a second half,
 * the births: for each origin the tick at which the newest information that the row holds left the
 * origin. They travel like versions, since a clock is an origin whose version is the time.
 *
 * <p>Used by one thread.
 */
public final class VersionMatrix {
  /** Most counts that one matrix holds. */
  static final int LARGEST = Integer.MAX_VALUE - 64;

  private static final int CACHE_LINE = 16;

  /** 1 MB: a second-level cache of today. */
  private static final int COUNTS_IN_CACHE = 1 << 18;

  /** Behind the header of a large array, this many ints on, a cache line begins. */
  private static final int ALIGNED = 12;

  private final Origins origins;
  private final int columns;
  private final int width;
  private final int[] columnOf;
  private final int[] newest;
  private final int[] values;
  private final int[] carried;

  /** Nobody has made an update yet. */
  public VersionMatrix(Origins origins) {
    this(origins, false);
  }

  VersionMatrix(Origins origins, boolean births) {
    this.origins = origins;
    columns = origins.count();
    width = births ? 2 * columns : columns;
    newest = new int[columns];
    carried = new int[width];
    columnOf = new int[origins.learners()];
    Arrays.fill(columnOf, -1);
    for (int column = 0; column < columns; column++) {
      columnOf[origins.learnerAt(column)] = column;
    }
    values = new int[Math.addExact(ALIGNED, Math.multiplyExact(origins.learners(), width))];
  }

  public Origins origins() {
    return origins;
  }

  /** {@code learner} has made one more update. */
  public void update(int learner) {
    int column = columnOf[learner];
    if (column >= 0) {
      newest[column] = Math.incrementExact(newest[column]);
      values[row(learner) + column] = newest[column];
    }
  }

  /** {@code target} has mixed in the model of {@code source}. */
  public void push(int source, int target) {
    System.arraycopy(values, row(source), carried, 0, width);
    raise(values, row(target), carried, 0, width);
  }

  /** Both have mixed in the other's model, as it was before. */
  public void exchange(int learner, int other) {
    System.arraycopy(values, row(learner), carried, 0, width);
    raise(values, row(learner), row(other), carried, width);
  }

  /** {@code target} has heard of the work of one {@code origin} what {@code source} knows. */
  public void push(int source, int target, int origin) {
    int column = columnOf[origin];
    if (column < 0) {
      return;
    }
    int from = row(source) + column;
    int to = row(target) + column;
    values[to] = Math.max(values[to], values[from]);
    if (hasBirths()) {
      values[to + columns] = Math.max(values[to + columns], values[from + columns]);
    }
  }

  /** What {@code holder} has of {@code origin}, as a learner's vector says it. */
  public long version(int holder, int origin) {
    return Version.of(0, values[row(holder) + tracked(origin)]);
  }

  /** S: updates of {@code origin} that {@code holder} lacks. */
  public long staleness(int origin, int holder) {
    return Version.behind(version(holder, origin), version(origin, origin));
  }

  /** Mean of S over all pairs of a tracked origin and another learner; 0 for a learner alone. */
  public double meanStaleness() {
    long sum = 0;
    for (int holder = 0; holder < learners(); holder++) {
      for (int column = 0; column < columns; column++) {
        sum += newest[column] - values[row(holder) + column];
      }
    }
    return learners() == 1 ? 0 : (double) sum / ((long) columns * (learners() - 1));
  }

  int learners() {
    return columnOf.length;
  }

  int columns() {
    return columns;
  }

  /** Counts of one row, births included. */
  int width() {
    return width;
  }

  /** Whether rows are near anyway, so that touching them gains nothing. */
  boolean fitsTheCache() {
    return values.length <= COUNTS_IN_CACHE;
  }

  boolean hasBirths() {
    return width > columns;
  }

  /** The column of {@code learner}, or −1 when it is not tracked. */
  int columnOf(int learner) {
    return columnOf[learner];
  }

  /** Updates that the origin in {@code column} has made. */
  int newest(int column) {
    return newest[column];
  }

  /** All rows; {@link #row} says where each begins. */
  int[] values() {
    return values;
  }

  int row(int learner) {
    return ALIGNED + learner * width;
  }

  /** The information that {@code learner} has of itself is of the time {@code tick}. */
  void stamp(int learner, int tick) {
    int column = columnOf[learner];
    if (column >= 0) {
      values[row(learner) + columns + column] = tick;
    }
  }

  /** Copies the row of {@code learner} to {@code into} from {@code offset} on: a model leaves. */
  void capture(int learner, int[] into, int offset) {
    System.arraycopy(values, row(learner), into, offset, width);
  }

  /** Copies what {@code learner} knows of itself, and zeros for the others. */
  void captureOwn(int learner, int[] into, int offset) {
    Arrays.fill(into, offset, offset + width, 0);
    int column = columnOf[learner];
    for (int c = column; column >= 0 && c < width; c += columns) {
      into[offset + c] = values[row(learner) + c];
    }
  }

  /** {@code target} mixes in a captured row. */
  void mix(int[] captured, int offset, int target) {
    raise(values, row(target), captured, offset, width);
  }

  /**
   * Reads one count of each cache line of a row, so that the line is on its way when it is needed:
   * a loop over several rows has all its misses at once, one push after the other only its own. At
   * a million learners that doubles the speed.
   *
   * @return what was read, to be used somewhere lest the compiler leaves it out
   */
  int touch(int learner) {
    int read = 0;
    int end = row(learner) + width;
    for (int at = row(learner); at < end; at += CACHE_LINE) {
      read += values[at];
    }
    return read;
  }

  private int tracked(int origin) {
    int column = columnOf[origin];
    if (column < 0) {
      throw new IllegalArgumentException("learner " + origin + " is not a tracked origin");
    }
    return column;
  }

  // The carried row has an array of its own: within one array the compiler fears an overlap.
  private static void raise(int[] rows, int target, int[] carried, int offset, int width) {
    for (int c = 0; c < width; c++) {
      rows[target + c] = Math.max(rows[target + c], carried[offset + c]);
    }
  }

  private static void raise(int[] rows, int one, int other, int[] carried, int width) {
    for (int c = 0; c < width; c++) {
      int newer = Math.max(rows[other + c], carried[c]);
      rows[one + c] = newer;
      rows[other + c] = newer;
    }
  }
}
