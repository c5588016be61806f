package dev.starling.cluster.aeron;

/**
 * One learner's own model on one part of the data.
 *
 * @param updates that it had made
 * @param loss mean loss
 * @param accuracy share of the samples classified rightly; NaN for regression
 * @param quarantined whether it has diverged, so that the figures are not to be trusted
 */
public record LearnerScore(
    int learner, long updates, double loss, double accuracy, boolean quarantined) {}
