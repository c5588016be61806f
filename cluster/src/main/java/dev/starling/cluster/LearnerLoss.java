package dev.starling.cluster;

import dev.starling.actor.ControlMessage;

/**
 * What was known of a learner when its node was given up, or when it left that node to live on
 * another. Times are seconds of run time, as the keeper has it.
 *
 * @param node where it lived
 * @param isHandedOver whether it left in good order
 * @param incarnation as which it was to live there
 * @param updates that it had made when it was last heard
 * @param accuracy when it was last scored; NaN when it never was
 * @param scoredSeconds when that was
 * @param atSeconds when it was given up, or left; NaN when nobody here saw it
 */
public record LearnerLoss(
    int learner,
    String node,
    boolean isHandedOver,
    int incarnation,
    long updates,
    double accuracy,
    double scoredSeconds,
    double atSeconds)
    implements ControlMessage {}
