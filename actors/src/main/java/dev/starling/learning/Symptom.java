package dev.starling.learning;

/**
 * What may be wrong with a learner that is staler or slower than the others: a share between 0 and
 * 1 that is read off it, the share from which on it is worth a word, and the cause behind it.
 */
public enum Symptom {
  /** Its update rate is below what the others reach, or what its clock was set to. */
  FEW_UPDATES(Cause.COMPUTE, 0.1),
  /** Its lane has no time left for its clocks (paced clocks; with natural ones it never has). */
  BUSY_LANE(Cause.COMPUTE, 0.9),
  /** Its ticks find the last push unsent. */
  UNSENT_PUSHES(Cause.LINK, 0.1),
  /** Its pushes are broken off by the transport, or find nobody connected. */
  FAILED_PUSHES(Cause.LINK, 0.05),
  /** Pushes to it do not arrive, or not whole. */
  LOST_PUSHES(Cause.LINK, 0.1),
  /** Its gossip ticks run when the following one is due already. */
  LATE_TICKS(Cause.QUEUE, 0.25),
  /** Nothing stands out: somebody is always last. */
  NONE(Cause.CHANCE, 1);

  private final Cause cause;
  private final double threshold;

  Symptom(Cause cause, double threshold) {
    this.cause = cause;
    this.threshold = threshold;
  }

  public Cause cause() {
    return cause;
  }

  double threshold() {
    return threshold;
  }

  /** Where to look. */
  public enum Cause {
    /** The learner, or the core under its lane. */
    COMPUTE,
    /** The way from or to the others. */
    LINK,
    /** The lane: what is due waits for its turn. */
    QUEUE,
    /** Nowhere. */
    CHANCE
  }
}
