package dev.starling.learning;

import java.util.BitSet;

/**
 * Whose pairs a row joins: all live learners are origins, so far as they are tracked, and those
 * that live on this node are holders. Immutable.
 *
 * @param live all learners that are there; not to be changed
 * @param holders of these, those of this node
 * @param columns of the live origins
 * @param sources of the holders, those that are tracked
 */
record RowMembers(BitSet live, BitSet holders, BitSet columns, BitSet sources) {

  /** Of the learners that are {@code live} those that are {@code hosted} here. */
  static RowMembers of(Origins origins, BitSet live, BitSet hosted) {
    BitSet all = (BitSet) live.clone();
    BitSet holders = (BitSet) live.clone();
    holders.and(hosted);
    BitSet columns = new BitSet(origins.count());
    BitSet sources = new BitSet(origins.learners());
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      columns.set(column, all.get(origin));
      sources.set(origin, holders.get(origin));
    }
    return new RowMembers(all, holders, columns, sources);
  }

  /** Pairs of a row on all nodes together. */
  long allPairs() {
    return (long) columns.cardinality() * (live.cardinality() - 1);
  }

  /** Share of the pairs of a row whose holder lives here; 0 where there is no pair. */
  double share() {
    long held = (long) columns.cardinality() * holders.cardinality() - sources.cardinality();
    return allPairs() == 0 ? 0 : (double) held / allPairs();
  }
}
