package dev.starling.cluster;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;

/**
 * What the keeper of a run is reminded of in time. One of each kind is waited for; a later one
 * replaces it. Used by the keeper's thread.
 */
final class RunTimers {
  private static final Duration START_AGAIN = Duration.ofSeconds(2);
  private static final Duration PUBLISH = Duration.ofMillis(50);
  private static final Duration MAX_PREPARE = Duration.ofMinutes(2);
  private static final Duration MAX_SEATING = Duration.ofMinutes(1);
  private static final Duration MAX_CONNECTING = Duration.ofMinutes(1);
  private static final Duration MAX_ENDING = Duration.ofMinutes(2);

  private final TimerScheduler<KeeperMessage> timers;
  private final KeptRun run;
  private final RunClock clock;

  RunTimers(TimerScheduler<KeeperMessage> timers, KeptRun run, RunClock clock) {
    this.timers = timers;
    this.run = run;
    this.clock = clock;
  }

  /** The run fails if it is still in that phase by then. */
  void limit(RunPhase phase) {
    switch (phase) {
      case PREPARING -> limit(MAX_PREPARE, "to load the data on every node");
      case SEATING -> limit(MAX_SEATING, "to start every learner");
      case CONNECTING -> limit(MAX_CONNECTING, "to open the streams between the nodes");
      case ENDING -> limit(MAX_ENDING, "to send the scores of every node");
      case RUNNING -> lift();
    }
  }

  private void limit(Duration most, String what) {
    after(most, new RunDue.TooSlow(run.id(), what));
  }

  /** The phase may take as long as it likes. */
  void lift() {
    timers.cancel(RunDue.TooSlow.class);
  }

  /** Its seconds, where the run has a limit of these. */
  void awaitEnd() {
    double seconds = run.description().limits().seconds();
    if (seconds > 0) {
      after(clock.until(seconds), new RunDue.TimeIsUp(run.id()));
    }
  }

  /** The next change of the run's plan. */
  void awaitChange() {
    double dueSeconds = run.churn().nextSeconds();
    if (dueSeconds < Double.POSITIVE_INFINITY) {
      after(clock.until(dueSeconds), new RunDue.Change(run.id()));
    }
  }

  /** Learners that have been told to start may not have heard it. */
  void startAgain() {
    after(START_AGAIN, new RunDue.StartAgain(run.id()));
  }

  /** More learners may move together with this one: the nodes are told of all at once. */
  void publishSoon() {
    if (!timers.isTimerActive(RunDue.Publish.class)) {
      after(PUBLISH, new RunDue.Publish(run.id()));
    }
  }

  /** Nothing is waited for any more. */
  void cancel() {
    timers.cancelAll();
  }

  private void after(Duration delay, RunDue due) {
    timers.startSingleTimer(due.getClass(), due, delay);
  }
}
