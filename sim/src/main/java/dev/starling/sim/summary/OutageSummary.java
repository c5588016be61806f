package dev.starling.sim.summary;

/**
 * How often, and for how long, one node was without its media driver while it took part. Immutable.
 *
 * @param node its name; one that came back under it stands here again
 * @param count of outages
 * @param seconds of all of them
 */
public record OutageSummary(String node, int count, double seconds) {}
