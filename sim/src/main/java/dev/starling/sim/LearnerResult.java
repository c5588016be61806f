package dev.starling.sim;

import dev.starling.learning.LearnerState;
import dev.starling.model.Evaluation;

/**
 * One learner as the clocks stopped. Learners that were away then have no result. Immutable.
 *
 * @param learner its id
 * @param updates in its last incarnation
 * @param state in which the end found it
 * @param validation of its own θ; NaN of one that waited for a model
 * @param test the same on the test part
 * @param fingerprint of its θ: see {@link dev.starling.sim.experiment.Fingerprint}
 */
public record LearnerResult(
    int learner,
    long updates,
    LearnerState state,
    Evaluation validation,
    Evaluation test,
    long fingerprint) {
  boolean hasDiverged() {
    return state == LearnerState.QUARANTINED;
  }

  /** Whether its θ is a model that counts. */
  boolean isScored() {
    return !hasDiverged() && state != LearnerState.AWAITING_MODEL;
  }
}
