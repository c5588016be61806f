package dev.starling.sim.summary;

/**
 * What the lanes spent their time on after the burn-in, as shares of it. What is left of 1 went
 * into mailboxes and duty cycles.
 *
 * @param count of lanes
 * @param step in mini-batches
 * @param poll in receiving and mixing
 * @param send in gossip ticks and sending
 * @param evaluation in scoring models
 * @param idle with nothing to do
 */
public record LaneShares(
    int count, double step, double poll, double send, double evaluation, double idle) {}
