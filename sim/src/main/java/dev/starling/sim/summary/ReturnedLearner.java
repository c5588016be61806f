package dev.starling.sim.summary;

/**
 * How a learner that was lost with its node, or that moved, came to live again. Accuracies are
 * shares of the part that curves are drawn from; what nobody knows is null. Immutable.
 *
 * @param cause {@code lost} with its node, or {@code moved} in good order
 * @param from node where it lived before
 * @param to node where it lives then
 * @param atSeconds run time of the decision that its node has gone, or at which it left that
 * @param secondsToLive from there until it went on with a model
 * @param incarnationBefore as its keeper had it
 * @param updatesBefore that it had made when it was last heard
 * @param incarnationAfter which is higher, and its version with it
 * @param updatesAfter that it counts as it goes on
 * @param origin of its model: {@code checkpoint}, {@code handed-over} (a checkpoint of when it left
 *     its node), {@code push} or {@code fresh}
 * @param giver the peer whose push that was; null for other origins
 * @param accuracyBefore when it was last scored
 * @param accuracyAgeSeconds of that score at {@code atSeconds}
 * @param accuracyAfter of the model with which it goes on, before its first step or mixing
 */
public record ReturnedLearner(
    int learner,
    String cause,
    String from,
    String to,
    Double atSeconds,
    Double secondsToLive,
    int incarnationBefore,
    long updatesBefore,
    int incarnationAfter,
    long updatesAfter,
    String origin,
    Integer giver,
    Double accuracyBefore,
    Double accuracyAgeSeconds,
    Double accuracyAfter) {
  /** Makes figures that are not finite absent. */
  public ReturnedLearner {
    atSeconds = Finite.orNull(atSeconds);
    secondsToLive = Finite.orNull(secondsToLive);
    accuracyBefore = Finite.orNull(accuracyBefore);
    accuracyAgeSeconds = Finite.orNull(accuracyAgeSeconds);
    accuracyAfter = Finite.orNull(accuracyAfter);
  }

  /** The accuracy after less that before, as shares; NaN where one of them is not known. */
  public double accuracyChange() {
    return accuracyBefore == null || accuracyAfter == null
        ? Double.NaN
        : accuracyAfter - accuracyBefore;
  }
}
