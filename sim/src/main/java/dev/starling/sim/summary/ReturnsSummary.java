package dev.starling.sim.summary;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The learners that came to live again after their node was lost or they had moved. Figures are of
 * those that are listed. Immutable.
 *
 * @param live how often one came to live again
 * @param missing learners that did not, by the end of the run
 * @param fromCheckpoint of those listed, those that went on from a checkpoint
 * @param handedOver those that went on from what they were when they left their last node
 * @param fromPush those that went on from the first model pushed to them
 * @param fresh those that went on with a fresh model
 * @param slowestSeconds longest time from the decision to the return
 * @param worstAccuracyChange least difference of the first accuracy after and the last one before,
 *     as a share: -0.01 is one point lost; null where none is known
 * @param learners each of them, in the order in which they went on; a bounded number
 */
public record ReturnsSummary(
    int live,
    int missing,
    long fromCheckpoint,
    long handedOver,
    long fromPush,
    long fresh,
    Double slowestSeconds,
    Double worstAccuracyChange,
    List<ReturnedLearner> learners) {
  /** Copies the list. */
  public ReturnsSummary {
    learners = List.copyOf(learners);
  }

  /**
   * Of these learners.
   *
   * @param notListed how often another one came to live again
   * @return null when nobody was lost or moved
   */
  public static ReturnsSummary of(List<ReturnedLearner> learners, int notListed, int missing) {
    if (learners.isEmpty() && missing == 0) {
      return null;
    }
    return new ReturnsSummary(
        learners.size() + notListed,
        missing,
        count(learners, "checkpoint"),
        count(learners, "handed-over"),
        count(learners, "push"),
        count(learners, "fresh"),
        learners.stream()
            .map(ReturnedLearner::secondsToLive)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        learners.stream()
            .map(ReturnedLearner::accuracyChange)
            .filter(Double::isFinite)
            .min(Comparator.naturalOrder())
            .orElse(null),
        learners);
  }

  private static long count(List<ReturnedLearner> learners, String origin) {
    return learners.stream().filter(each -> each.origin().equals(origin)).count();
  }
}
