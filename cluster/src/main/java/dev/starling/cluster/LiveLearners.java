package dev.starling.cluster;

import dev.starling.cluster.aeron.LearnerChange;
import java.util.BitSet;

/**
 * Which learners of a run are there, on whichever node, and which have made their updates on this
 * one. Used by the node's reporter.
 */
final class LiveLearners {
  private final BitSet finished = new BitSet();
  private BitSet live;

  /**
   * @param liveAtFirst who is there at first
   */
  LiveLearners(BitSet liveAtFirst) {
    live = liveAtFirst;
  }

  /** Who is there now; not to be changed. */
  BitSet live() {
    return live;
  }

  /** Learners come and go, and have to be through anew. */
  void apply(ReporterMessage.Change change) {
    live = BitSet.valueOf(change.live());
    finished.and(live);
    for (LearnerChange each : change.changes()) {
      if (each.kind() != LearnerChange.Kind.SPEED) {
        finished.clear(each.learner());
      }
    }
  }

  /** A learner goes on here; it may have been through before, and have come with fewer updates. */
  void onResumed(int learner) {
    finished.clear(learner);
  }

  void onFinished(int learner) {
    finished.set(learner);
  }

  /** Whether some learners live here and all of these are through. */
  boolean areThrough(NodeParts node) {
    BitSet unfinished = node.hosted(live);
    boolean isEmpty = unfinished.isEmpty();
    unfinished.andNot(finished);
    return !isEmpty && unfinished.isEmpty();
  }

  /** Whether as many are through as live here. */
  boolean hasAsManyAsLiveHere(NodeParts node) {
    return finished.cardinality() >= node.hosted(live).cardinality();
  }

  /** Those that are through, as {@link BitSet#toLongArray}. */
  long[] finished() {
    return finished.toLongArray();
  }
}
