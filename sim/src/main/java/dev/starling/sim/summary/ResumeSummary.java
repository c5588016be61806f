package dev.starling.sim.summary;

/**
 * How a run that had stopped went on. Immutable.
 *
 * @param times that it was resumed
 * @param atSeconds run time at which it went on last
 * @param fromCheckpoint learners that went on from a checkpoint then
 * @param fromPush learners that had none that could be read, and took over a pushed model
 * @param updatesLost updates that were made before, as far as {@code metrics.csv} told, and are in
 *     no checkpoint
 */
public record ResumeSummary(
    int times, double atSeconds, int fromCheckpoint, int fromPush, long updatesLost) {}
