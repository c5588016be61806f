package dev.starling.sim.summary;

/**
 * Staleness in updates: the time average over ordered pairs of learners after the burn-in.
 *
 * @param mean over pairs and time
 * @param se standard error of the mean, by batch means
 * @param p50 median over pairs and time
 * @param p99 99th percentile over pairs and time
 * @param max largest ever measured
 * @param worstHolder time mean of the largest staleness over holders
 * @param law what the law gives for the achieved rates; null where it does not hold
 * @param lawIsBound true when the rates of the learners differ, so that the law is an upper bound;
 *     null without a law
 * @param target asked for; null without one
 * @param coverage share of ordered pairs where the holder has ever heard of the origin, 0 to 1
 * @param windowSeconds length of the measurement
 * @param local mean of the learners' own samples, taken when a push arrives
 * @param tooShort true when the measurement has under 500 updates per learner, so that its mean
 *     says little; null otherwise
 * @param neverHeard ordered pairs whose holder has never heard of the origin; they count with all
 *     of its updates, and not in {@code age}
 * @param age of information, in milliseconds; null when not measured
 * @param stalest the learner that is stalest as a holder; null when not known
 */
public record MeasuredStaleness(
    Double mean,
    Double se,
    Double p50,
    Double p99,
    Double max,
    Double worstHolder,
    Double law,
    Boolean lawIsBound,
    Double target,
    Double coverage,
    Double windowSeconds,
    Double local,
    Boolean tooShort,
    Long neverHeard,
    InformationAge age,
    LastLearner stalest) {
  /** Drops what is not finite, and a {@code tooShort} that is false. */
  public MeasuredStaleness {
    mean = Finite.orNull(mean);
    se = Finite.orNull(se);
    p50 = Finite.orNull(p50);
    p99 = Finite.orNull(p99);
    max = Finite.orNull(max);
    worstHolder = Finite.orNull(worstHolder);
    law = Finite.orNull(law);
    lawIsBound = law == null ? null : lawIsBound;
    target = Finite.orNull(target);
    coverage = Finite.orNull(coverage);
    windowSeconds = Finite.orNull(windowSeconds);
    local = Finite.orNull(local);
    tooShort = Boolean.TRUE.equals(tooShort) ? Boolean.TRUE : null;
    neverHeard = coverage == null ? null : neverHeard;
  }
}
