package dev.starling.cluster.aeron;

import dev.starling.learning.LearnerState;
import org.agrona.concurrent.NanoClock;

/**
 * For how long a learner has been there on its seat, and what it was as the clocks stopped; in the
 * machine's time, by which learners of several lanes compare. Used by the lane's thread.
 */
final class SeatPresence {
  private static final double NS_PER_SECOND = 1e9;
  private static final long RUNNING = Long.MAX_VALUE;

  private final NanoClock clock;
  private boolean begun;
  private long begunNs;
  private long stoppedNs = RUNNING;

  /** Null before the stop. */
  private LearnerState stoppedAs;

  SeatPresence(NanoClock clock) {
    this.clock = clock;
  }

  /** The learner begins, or a new one in its place. */
  void begin() {
    begunNs = clock.nanoTime();
    begun = true;
  }

  /** The learner has gone, and was there for no time unless it begins again. */
  void end() {
    begun = false;
  }

  /** The clocks stop. */
  void stop(LearnerState as) {
    stoppedAs = as;
    stoppedNs = clock.nanoTime();
  }

  /** Whether the clocks have not stopped. */
  boolean isRunning() {
    return stoppedNs == RUNNING;
  }

  /** Whether a learner that is {@code now} is {@code asked}, or was as the clocks stopped. */
  boolean isOrStoppedAs(LearnerState asked, LearnerState now) {
    return now == asked || stoppedAs == asked;
  }

  /** Whether the clocks stopped when the learner was active. */
  boolean stoppedActive() {
    return stoppedAs != null && stoppedAs.isActive();
  }

  /** For how long the learner has been there, until the clocks stopped; 0 before it began. */
  long thereNs() {
    return begun ? Math.min(clock.nanoTime(), stoppedNs) - begunNs : 0;
  }

  double thereSeconds() {
    return thereNs() / NS_PER_SECOND;
  }
}
