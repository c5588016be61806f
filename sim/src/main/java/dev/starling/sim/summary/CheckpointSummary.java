package dev.starling.sim.summary;

/**
 * What the checkpoints of a run cost. Immutable.
 *
 * @param saved how many were taken
 * @param bytes of one, on average
 * @param laneMicros time that a lane takes for one, on average
 * @param skipped how many were due and not taken, because the disk did not follow
 * @param failed how many the disk refused
 */
public record CheckpointSummary(
    long saved, Double bytes, Double laneMicros, long skipped, long failed) {
  /** Drops what is not finite. */
  public CheckpointSummary {
    bytes = Finite.orNull(bytes);
    laneMicros = Finite.orNull(laneMicros);
  }
}
