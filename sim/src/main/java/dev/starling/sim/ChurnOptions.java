package dev.starling.sim;

import dev.starling.run.ChurnEvent;
import java.util.List;

/**
 * Who comes and goes when. Given events and synthetic ones may be combined; an event that finds
 * nothing to do (a crash of a learner that is away) does nothing. Immutable.
 *
 * @param events in any order
 * @param meanUpSeconds synthetic churn: mean of the exponential time for which a learner stays; 0
 *     for none
 * @param meanDownSeconds synthetic churn: mean of the exponential time for which it is away
 * @param crashes whether synthetic churn crashes learners; else they leave
 * @param detectionSeconds after which peers know of a crash and of a learner that has come
 * @param checkpointSeconds between two checkpoints of a learner, from the last of which it goes on
 *     when it comes back, 1 ms or more; 0 for none
 */
public record ChurnOptions(
    List<ChurnEvent> events,
    double meanUpSeconds,
    double meanDownSeconds,
    boolean crashes,
    double detectionSeconds,
    double checkpointSeconds) {
  /** All learners stay for the whole run. */
  public static final ChurnOptions NONE = new ChurnOptions(List.of(), 0, 0, true, 0, 0);

  /** Every one costs real time for each learner, and no virtual time. */
  private static final double LEAST_CHECKPOINT_SECONDS = 1e-3;

  /** Checks the options and copies the list. */
  public ChurnOptions {
    events = List.copyOf(events);
    OptionCheck.seconds("churn.mean-up", meanUpSeconds);
    OptionCheck.seconds("churn.mean-down", meanDownSeconds);
    OptionCheck.seconds("churn.detection", detectionSeconds);
    OptionCheck.seconds("churn.checkpoint", checkpointSeconds);
    if (checkpointSeconds > 0 && checkpointSeconds < LEAST_CHECKPOINT_SECONDS) {
      throw new IllegalArgumentException(
          "churn.checkpoint must be "
              + LEAST_CHECKPOINT_SECONDS
              + " s or more, or 0 for none, was "
              + checkpointSeconds);
    }
    if (meanUpSeconds > 0 != meanDownSeconds > 0) {
      throw new IllegalArgumentException(
          "churn.mean-up and churn.mean-down must both be above 0 s, or both be 0, were "
              + meanUpSeconds
              + " and "
              + meanDownSeconds);
    }
  }

  /** Only the given events, known to the peers after {@code detectionSeconds}. */
  public static ChurnOptions of(List<ChurnEvent> events, double detectionSeconds) {
    return new ChurnOptions(events, 0, 0, true, detectionSeconds, 0);
  }

  public ChurnOptions withCheckpoints(double everySeconds) {
    return new ChurnOptions(
        events, meanUpSeconds, meanDownSeconds, crashes, detectionSeconds, everySeconds);
  }

  /** Whether a learner may be away at some time. */
  public boolean takesLearnersAway() {
    return isSynthetic()
        || events.stream().anyMatch(event -> event.kind() != ChurnEvent.Kind.SPEED);
  }

  boolean isSynthetic() {
    return meanUpSeconds > 0;
  }

  /** Whether a learner may lose its count of updates. */
  boolean restartsLearners() {
    return isSynthetic() || events.stream().anyMatch(event -> event.kind() == ChurnEvent.Kind.JOIN);
  }
}
