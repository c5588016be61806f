package dev.starling.sim.summary;

/**
 * How late something ran, in milliseconds after it was due.
 *
 * @param p50 median
 * @param p99 99th percentile
 * @param max largest ever
 */
public record LatenessMillis(double p50, double p99, double max) {}
