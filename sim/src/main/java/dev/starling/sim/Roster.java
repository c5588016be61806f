package dev.starling.sim;

import dev.starling.learning.LearnerState;
import java.util.BitSet;

/** Who is there, in which state, and of whom the others know. Used by one thread. */
final class Roster {
  private static final double NANOS = 1e9;

  private final BitSet live = new BitSet();
  private final BitSet known = new BitSet();
  private final int[] inState = new int[LearnerState.values().length];

  private double secondsBefore;
  private long sinceNs;
  private long changes;

  /** These are there from the start, and all know it. */
  void begin(BitSet first) {
    live.or(first);
    known.or(first);
  }

  /** Who is there; not to be changed. */
  BitSet live() {
    return live;
  }

  /** Of whom the others know that they are there; not to be changed. */
  BitSet known() {
    return known;
  }

  /** Somebody comes or goes. */
  void change(int learner, boolean isThere, long nowNs) {
    secondsBefore = learnerSeconds(nowNs);
    sinceNs = nowNs;
    changes++;
    live.set(learner, isThere);
  }

  /** The others have heard of it. */
  void tell(int learner, boolean isThere) {
    known.set(learner, isThere);
  }

  /** How often somebody has come or gone. */
  long changes() {
    return changes;
  }

  /** Sum over the learners of the time for which they have been there. */
  double learnerSeconds(long nowNs) {
    return secondsBefore + live.cardinality() * ((nowNs - sinceNs) / NANOS);
  }

  /** A learner is now in this state. */
  void enter(LearnerState state) {
    inState[state.ordinal()]++;
  }

  /** It no longer is. */
  void leave(LearnerState state) {
    inState[state.ordinal()]--;
  }

  /** Learners that are there and in this state. */
  int count(LearnerState state) {
    return inState[state.ordinal()];
  }

  /** Whether somebody is there that pushes. */
  boolean anyPushes() {
    return count(LearnerState.RUNNING) + count(LearnerState.FINISHED) > 0;
  }

  /** Whether somebody is there, and all have made their updates. */
  boolean allFinished() {
    int finished = count(LearnerState.FINISHED);
    return finished > 0 && finished == live.cardinality();
  }
}
