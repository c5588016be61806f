package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.ResumedLearner;

/**
 * How a learner that was lost or has moved came to live again.
 *
 * @param lost what was known of it before
 * @param node where it lives now
 * @param back as what it goes on
 * @param atSeconds run time when its keeper heard that it does
 */
public record LearnerReturn(LearnerLoss lost, String node, ResumedLearner back, double atSeconds)
    implements ControlMessage {}
