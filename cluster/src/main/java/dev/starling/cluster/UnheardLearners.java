package dev.starling.cluster;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Learners that have lost their seats in mid-run, until a node reports of them again: what they had
 * made still counts where a run tells the least that a learner has made. Used by one thread.
 */
final class UnheardLearners {
  private final BitSet learners = new BitSet();

  /** A learner has lost its seat. */
  void add(int learner) {
    learners.set(learner);
  }

  /**
   * A node has reported.
   *
   * @param seated that have their seats there
   * @param reported how many learners it reports of; fewer when it was before the last took its
   *     seat
   */
  void hear(BitSet seated, int reported) {
    if (reported >= seated.cardinality()) {
      learners.andNot(seated);
    }
  }

  /**
   * The fewest updates that one of them had made when it was last heard.
   *
   * @param updates of each learner of the run
   * @param counts whether a learner is to come back
   * @return {@link Long#MAX_VALUE} without any
   */
  long leastUpdates(long[] updates, IntPredicate counts) {
    return learners.stream()
        .filter(counts)
        .mapToLong(learner -> updates[learner])
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
