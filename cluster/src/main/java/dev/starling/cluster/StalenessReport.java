package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.learning.StalenessSummary;

/**
 * Staleness of all pairs of a run, over the window since the end of the burn-in (or since the start
 * while that lasts).
 *
 * @param burnInOver whether the window begins after the burn-in, so that the figures count; false
 *     for a learner alone
 * @param exact the figures
 */
public record StalenessReport(boolean burnInOver, StalenessSummary exact)
    implements ControlMessage {}
