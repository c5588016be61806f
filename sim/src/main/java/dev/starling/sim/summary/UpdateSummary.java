package dev.starling.sim.summary;

/**
 * The update process.
 *
 * @param total updates of all learners
 * @param rate achieved updates per second of one learner, on average
 * @param configuredRate the rate asked for, per second; null with the natural clock
 * @param lateMsP99 how late updates ended, 99th percentile in milliseconds; null with the natural
 *     clock and in virtual time
 * @param lateMs the same with its median and its largest; null where that is
 * @param slowest the learner with the fewest updates while all trained; null when not known
 */
public record UpdateSummary(
    long total,
    Double rate,
    Double configuredRate,
    Double lateMsP99,
    LatenessMillis lateMs,
    LastLearner slowest) {
  /** Drops what is not finite. */
  public UpdateSummary {
    rate = Finite.orNull(rate);
    configuredRate = Finite.orNull(configuredRate);
    lateMsP99 = Finite.orNull(lateMsP99);
  }
}
