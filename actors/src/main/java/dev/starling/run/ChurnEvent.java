package dev.starling.run;

/**
 * Something happens to one learner. Immutable.
 *
 * @param seconds of run time, from 0
 * @param learner whom it happens to
 * @param kind what happens
 * @param speed factor of the learner's speed from then on, above 0; 1 where {@code kind} is not
 *     {@link Kind#SPEED}
 */
public record ChurnEvent(double seconds, int learner, Kind kind, double speed) {
  /** Checks time, learner and speed. */
  public ChurnEvent {
    Check.within("the time of an event", seconds, 0, RunDescription.Limits.MAX_SECONDS);
    Check.above("the speed of a learner", speed, 0);
    Check.atLeast("the number of a learner", learner, 0);
    if (kind == null) {
      throw new IllegalArgumentException("an event must be one of join, leave, crash and speed");
    }
  }

  /** An event that is no change of speed. */
  public static ChurnEvent of(double seconds, int learner, Kind kind) {
    return new ChurnEvent(seconds, learner, kind, 1);
  }

  /** From {@code seconds} on {@code learner} updates at {@code speed} times its normal rate. */
  public static ChurnEvent speed(double seconds, int learner, double speed) {
    return new ChurnEvent(seconds, learner, Kind.SPEED, speed);
  }

  /** What can happen. */
  public enum Kind {
    /**
     * It comes. A learner that comes back is a new incarnation with nothing but its data, and goes
     * on from the first push that it receives (from its start when nobody can push). A learner
     * whose first event this is is not there before.
     */
    JOIN,
    /** It goes and says so: its peers know at once. */
    LEAVE,
    /** It is gone without a word, and its model with it; its peers notice later. */
    CRASH,
    /** It becomes slower or faster. */
    SPEED
  }
}
