package dev.starling.cluster;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What a node's reporter goes on with later for its run: when lanes have answered, or in time. Each
 * task runs as the reporter, and not at all when another run has been prepared by then: a lane that
 * answers late must not speak of the next one.
 */
final class RunTasks {
  private final ActorContext<ReporterMessage> context;
  private final TimerScheduler<ReporterMessage> timers;
  private final Consumer<Throwable> onFault;
  private String runId = "";

  /**
   * @param onFault what is done, as the reporter, when something waited for has failed
   */
  RunTasks(
      ActorContext<ReporterMessage> context,
      TimerScheduler<ReporterMessage> timers,
      Consumer<Throwable> onFault) {
    this.context = context;
    this.timers = timers;
    this.onFault = onFault;
  }

  /** Empty before the first run. */
  String runId() {
    return runId;
  }

  /** From now on that run is meant; tasks of the one before are dropped. */
  void reset(String nextRunId) {
    cancelTimed();
    runId = nextRunId;
  }

  /** Nothing that waits for its time is done any more. */
  void cancelTimed() {
    timers.cancelAll();
  }

  /** Does it when the stage is through. */
  <T> void whenDone(CompletionStage<T> stage, Consumer<T> next) {
    String asked = runId;
    context.pipeToSelf(
        stage,
        (value, fault) ->
            fault == null
                ? new OfRun(asked, () -> next.accept(value))
                : new OfRun(asked, () -> onFault.accept(fault)));
  }

  /** Does it once. */
  void later(Runnable next, Duration delay) {
    timers.startSingleTimer(new OfRun(runId, next), delay);
  }

  /** Does it again and again until {@link #cancelTimed}. */
  void every(Duration interval, Runnable task) {
    timers.startTimerWithFixedDelay(new OfRun(runId, task), interval);
  }

  /** Does it in the reporter's turn; for other threads. */
  Consumer<Runnable> asReporter() {
    String asked = runId;
    return task -> context.getSelf().tell(new OfRun(asked, task));
  }

  /** Does it now if that run is meant. */
  void ifOf(String ofRun, Runnable task) {
    if (ofRun.equals(runId)) {
      task.run();
    }
  }

  /** A task; it never leaves the JVM. */
  record OfRun(String runId, Runnable task)
      implements ReporterMessage, NoSerializationVerificationNeeded {}
}
