package dev.starling.cluster.aeron;

import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A thread of its own that looks after a data plane four times a second. */
final class Tender implements Agent, AutoCloseable {
  private static final long INTERVAL_MS = 250;

  private final Runnable tending;
  private final ErrorHandler faults;
  private final AgentRunner runner;
  private volatile boolean closed;

  Tender(Runnable tending, ErrorHandler faults) {
    this.tending = tending;
    this.faults = faults;
    runner =
        new AgentRunner(new SleepingMillisIdleStrategy(INTERVAL_MS), this::onError, null, this);
  }

  void startThread() {
    AgentRunner.startOnThread(runner, Tender::daemon);
  }

  @Override
  public int doWork() {
    tending.run();
    return 0;
  }

  @Override
  public String roleName() {
    return "data-plane-tender";
  }

  /** Interrupts what it is waiting for, and waits for its end. */
  @Override
  public void close() {
    closed = true;
    CloseHelper.close(runner);
  }

  private void onError(Throwable error) {
    // An interruption makes much fail that is of no interest any more.
    if (!closed) {
      faults.onError(error);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }
}
