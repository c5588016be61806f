package dev.starling.ops;

import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunProgress;
import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.DataPlaneException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Waits for the end of a run, and never for ever: a node that breaks down, a run that fails and a
 * run that falls silent all end the wait. Events come from any thread; one thread follows.
 */
final class RunFollower {
  /** Silence after which a run is given up, once its clocks have started. */
  static final long PATIENCE_SECONDS = 60;

  /** Longer than the keeper of the run waits for data and learners, whose word says more. */
  private static final long START_PATIENCE_SECONDS = 130;

  private static final double EVALUATIONS_MISSED = 4;

  private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final long startPatienceSeconds;
  private final long patienceSeconds;

  private RunFollower(long startPatienceSeconds, long patienceSeconds) {
    this.startPatienceSeconds = startPatienceSeconds;
    this.patienceSeconds = patienceSeconds;
  }

  /** Of a run that is heard of, when all is well, every {@code evaluationSeconds}. */
  static RunFollower patient(double evaluationSeconds) {
    long missed = (long) Math.ceil(EVALUATIONS_MISSED * evaluationSeconds);
    return new RunFollower(START_PATIENCE_SECONDS, Math.max(PATIENCE_SECONDS, missed));
  }

  /** One that does not wait at all. */
  static RunFollower impatient() {
    return new RunFollower(0, 0);
  }

  /** Hears of the run. */
  void onEvent(RunEvent event) {
    events.add(event);
  }

  /** Hears that the node cannot go on. */
  void onFault(Throwable thrown) {
    fault.compareAndSet(null, thrown);
    String said = thrown instanceof DataPlaneException ? thrown.getMessage() : thrown.toString();
    events.add(new RunEvent.Failed("the node broke down: " + said));
  }

  /**
   * Returns when the run has ended.
   *
   * @param progress hears how the run stands, on this thread
   * @param attendance hears who comes and goes, on this thread
   * @throws RunFailedException when there is no result, with one line that says why; as {@link
   *     LostSightException} when the run may go on
   */
  RunResult follow(Consumer<RunProgress> progress, Consumer<RunEvent.Attended> attendance)
      throws InterruptedException {
    long waitSeconds = startPatienceSeconds;
    boolean hasBegun = false;
    while (true) {
      RunEvent event = events.poll(waitSeconds, TimeUnit.SECONDS);
      if (event == null) {
        LostSightException silent = LostSightException.ofSilent(waitSeconds, fault.get());
        throw hasBegun ? silent : failed(silent.getMessage());
      } else if (event instanceof RunEvent.Begun) {
        waitSeconds = patienceSeconds;
        hasBegun = true;
      } else if (event instanceof RunEvent.Progressed step) {
        progress.accept(step.progress());
      } else if (event instanceof RunEvent.Attended attended) {
        attendance.accept(attended);
      } else if (event instanceof RunEvent.Finished end) {
        return end.result();
      } else if (event instanceof RunEvent.Superseded) {
        throw LostSightException.ofSuperseded(fault.get());
      } else if (event instanceof RunEvent.Refused refused) {
        throw failed("the run cannot start: " + refused.cause());
      } else if (event instanceof RunEvent.Failed broken) {
        throw failed("the run broke off: " + broken.cause());
      }
    }
  }

  private RunFailedException failed(String line) {
    return new RunFailedException(line, fault.get());
  }
}
