package dev.starling.sim.summary;

/**
 * Models that grew beyond all bounds.
 *
 * @param learners that ended so
 * @param times that a learner's model diverged, those included that were replaced by a pushed one
 */
public record DivergenceSummary(int learners, long times) {}
