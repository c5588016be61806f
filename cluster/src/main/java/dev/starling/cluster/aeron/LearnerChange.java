package dev.starling.cluster.aeron;

import dev.starling.actor.ControlMessage;

/**
 * What happens to one learner in mid-run.
 *
 * @param incarnation of a learner that comes; 0 for others
 * @param speed times its normal speed, of {@link Kind#SPEED}; 1 for others
 */
public record LearnerChange(int learner, Kind kind, int incarnation, double speed)
    implements ControlMessage {

  /** What can happen. */
  public enum Kind {
    /** It comes, and starts its clocks from its own starting model. */
    START,
    /** It comes back, and waits for the model of another. */
    AWAIT_MODEL,
    /** It goes, and its model with it. */
    LEAVE,
    /** It becomes slower or faster. */
    SPEED
  }

  /** {@code learner} comes, as {@code kind} has it. */
  public static LearnerChange coming(int learner, Kind kind, int incarnation) {
    return new LearnerChange(learner, kind, incarnation, 1);
  }

  /** {@code learner} goes. */
  public static LearnerChange leaving(int learner) {
    return new LearnerChange(learner, Kind.LEAVE, 0, 1);
  }

  /** From now on {@code learner} goes at {@code speed} times its normal speed. */
  public static LearnerChange speed(int learner, double speed) {
    return new LearnerChange(learner, Kind.SPEED, 0, speed);
  }
}
