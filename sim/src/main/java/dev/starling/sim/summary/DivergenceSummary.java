package dev.starling.sim.summary;

/**
 * Models that grew beyond all bounds.
 *
 * @param learners that ended so
 * @param times that a learner's model diverged, those included that were replaced by a pushed one
 */
public record DivergenceSummary(int learners, long times) {
  /** As it was counted; null when no model ever diverged. */
  public static DivergenceSummary of(long learners, long times) {
    return learners == 0 && times == 0 ? null : new DivergenceSummary((int) learners, times);
  }
}
