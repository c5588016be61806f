package dev.starling.learning;

import java.util.BitSet;

/**
 * The version vectors of all learners at one instant of the grid, collected one by one. Its memory,
 * n × columns × 8 bytes, is taken when it is first used. Not safe for use by several threads.
 */
final class GridRow {
  private static final long UNUSED = -1;

  private final int learners;
  private final int columns;
  private final BitSet present;

  private long index = UNUSED;
  private boolean joined;
  private long[] versions;

  GridRow(int learners, int columns) {
    this.learners = learners;
    this.columns = columns;
    this.present = new BitSet(learners);
  }

  /** Begins to collect the row with this index. */
  void begin(long newIndex) {
    if (versions == null) {
      versions = new long[Math.multiplyExact(learners, columns)];
    }
    index = newIndex;
    joined = false;
    present.clear();
  }

  long index() {
    return index;
  }

  /** Whether learners are still awaited. */
  boolean isOpen() {
    return index != UNUSED && !joined;
  }

  void put(int learner, VersionVector vector) {
    vector.copyTo(versions, learner * columns);
    present.set(learner);
  }

  boolean contains(BitSet expected) {
    for (int i = expected.nextSetBit(0); i >= 0; i = expected.nextSetBit(i + 1)) {
      if (!present.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Marks it as joined. */
  void close() {
    joined = true;
  }

  long version(int learner, int column) {
    return versions[learner * columns + column];
  }
}
