package dev.starling.learning;

/**
 * How far the tracked learners of one node had come at some rows of the grid: what other nodes need
 * to tell how stale their learners are about these. Immutable by agreement: the arrays are not
 * copied.
 *
 * @param rows indices of the rows, rising
 * @param learners ids, each tracked
 * @param versions own {@link Version}s, one row after the other: {@code rows.length ×
 *     learners.length}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record OwnVersions(long[] rows, int[] learners, long[] versions) {
  /** Nothing was recorded. */
  public static final OwnVersions NONE = new OwnVersions(new long[0], new int[0], new long[0]);

  /** Refuses rows that are not as many as the learners and the versions say. */
  public OwnVersions {
    if ((long) rows.length * learners.length != versions.length) {
      throw new IllegalArgumentException(
          versions.length
              + " versions for "
              + rows.length
              + " rows of "
              + learners.length
              + " learners");
    }
  }

  /** Whether it tells nothing. */
  public boolean isEmpty() {
    return versions.length == 0;
  }

  long version(int row, int learner) {
    return versions[row * learners.length + learner];
  }
}
