package dev.starling.learning;

import java.util.BitSet;

/**
 * One instant of the grid, collected piece by piece: the vectors of the holders of this node, and
 * how far each tracked origin had come, wherever it lives. The vectors, holders × columns × 8
 * bytes, are taken when they are first used. Not safe for use by several threads.
 */
final class GridRow {
  private static final long UNUSED = -1;

  private final int learners;
  private final int columns;
  private final BitSet holders;
  private final BitSet awaiting;
  private final BitSet origins;
  private final long[] newest;

  private long index = UNUSED;
  private boolean joined;
  private long[][] known = {};

  GridRow(int learners, int columns) {
    this.learners = learners;
    this.columns = columns;
    holders = new BitSet(learners);
    awaiting = new BitSet(learners);
    origins = new BitSet(columns);
    newest = new long[columns];
  }

  /** Begins to collect the row with this index. */
  void begin(long newIndex) {
    index = newIndex;
    joined = false;
    holders.clear();
    awaiting.clear();
    origins.clear();
  }

  long index() {
    return index;
  }

  /** Whether somebody is still awaited. */
  boolean isOpen() {
    return index != UNUSED && !joined;
  }

  /** Notes what {@code holder} knew, and how far it had come if it is tracked. */
  void put(int holder, VersionVector vector) {
    if (known.length == 0) {
      known = new long[learners][];
    }
    if (known[holder] == null) {
      known[holder] = new long[columns];
    }
    vector.copyTo(known[holder]);
    holders.set(holder);
    if (vector.ownColumn() >= 0) {
      putNewest(vector.ownColumn(), vector.own());
    }
  }

  /** The same of one that waits for a model: it holds nothing that could be stale. */
  void putAwaiting(int learner, VersionVector vector) {
    put(learner, vector);
    awaiting.set(learner);
  }

  /** Those of the holders that wait for a model; not to be changed. */
  BitSet awaiting() {
    return awaiting;
  }

  /** Notes how far an origin had come; of one that lives twice for a while the newer counts. */
  void putNewest(int column, long version) {
    newest[column] = origins.get(column) ? Math.max(newest[column], version) : version;
    origins.set(column);
  }

  /** Whether the vectors of all of {@code learners} are there. */
  boolean hasHolders(BitSet learners) {
    return containsAll(holders, learners);
  }

  /** Whether it is known of all {@code wanted} columns how far their origin had come. */
  boolean hasOrigins(BitSet wanted) {
    return containsAll(origins, wanted);
  }

  /** Marks it as joined. */
  void close() {
    joined = true;
  }

  /** Own version of the origin in {@code column}. */
  long newest(int column) {
    return newest[column];
  }

  /** What {@code holder} knew, by column. */
  long[] known(int holder) {
    return known[holder];
  }

  /** Gives the memory of all others back. */
  void keepOnly(BitSet staying) {
    for (int learner = 0; learner < known.length; learner++) {
      if (!staying.get(learner)) {
        known[learner] = null;
        holders.clear(learner);
      }
    }
  }

  private static boolean containsAll(BitSet present, BitSet wanted) {
    for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
      if (!present.get(i)) {
        return false;
      }
    }
    return true;
  }
}
