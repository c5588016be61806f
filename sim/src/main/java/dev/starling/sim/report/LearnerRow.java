package dev.starling.sim.report;

import dev.starling.sim.summary.Finite;

/**
 * One learner at the end of a run. Null numbers are not known. Immutable.
 *
 * @param learner its id
 * @param samples training samples in its partition; null when only its node knows
 * @param updates that it made
 * @param validationAccuracy 0 to 1; null for regression
 * @param testAccuracy 0 to 1; null for regression
 * @param testLoss mean loss per test sample
 * @param stalenessAsHolder time mean of its staleness over origins, in updates
 * @param state its state in one word, such as {@code finished} or {@code quarantined}
 */
public record LearnerRow(
    int learner,
    Long samples,
    long updates,
    Double validationAccuracy,
    Double testAccuracy,
    Double testLoss,
    Double stalenessAsHolder,
    String state) {
  /** Drops what is not finite. */
  public LearnerRow {
    validationAccuracy = Finite.orNull(validationAccuracy);
    testAccuracy = Finite.orNull(testAccuracy);
    testLoss = Finite.orNull(testLoss);
    stalenessAsHolder = Finite.orNull(stalenessAsHolder);
  }
}
