package dev.starling.cluster.aeron;

import dev.starling.learning.Learner;

/**
 * Learners of a lane that go on after they were lost or have moved: each is scored on the model
 * that it goes on with, and told. Used by the lane's thread.
 */
final class LaneReturns {
  /** Frames wait for each evaluation: learners that come by the thousand are not all scored. */
  private static final int MAX_SCORED = 256;

  private final PreparedRun prepared;
  private final LaneRun run;
  private int scored;

  LaneReturns(PreparedRun prepared, LaneRun run) {
    this.prepared = prepared;
    this.run = run;
  }

  /**
   * A learner has the model that it goes on with, and has done nothing with it; of one that begins
   * with its run nothing is said.
   *
   * @param giver the peer whose push it was, or {@link ResumedLearner#NOBODY}
   */
  void note(LaneSeat seat, ModelOrigin origin, int giver) {
    if (seat.incarnation() > prepared.description().checkpoints().firstIncarnation()) {
      Learner learner = seat.learner();
      prepared
          .listener()
          .onResumed(
              new ResumedLearner(
                  learner.id(),
                  seat.incarnation(),
                  learner.updatesMade(),
                  origin,
                  giver,
                  accuracyOf(learner)));
    }
  }

  private double accuracyOf(Learner learner) {
    if (scored == MAX_SCORED) {
      return Double.NaN;
    }
    scored++;
    return run.evaluate(learner, prepared.assembly().curvePart()).accuracy();
  }
}
