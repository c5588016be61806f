package dev.starling.cluster.aeron;

import akka.dispatch.Mailbox;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Routes each learner's mailbox to the learner's own lane. A sharded entity cannot choose its
 * dispatcher by its id, so all learners share one dispatcher, and this executor of it looks at the
 * name of the actor that a mailbox belongs to.
 *
 * <p>It is a facade: Akka shuts a dispatcher's executor down a second after its last actor stops,
 * and the lanes outlive that. Any thread may call it.
 */
final class LaneExecutor extends AbstractExecutorService {
  private static final int DECIMAL = 10;

  private final LaneGroup lanes;
  private volatile boolean shutdown;

  LaneExecutor(LaneGroup lanes) {
    this.lanes = lanes;
  }

  @Override
  public void execute(Runnable task) {
    laneFor(task).execute(task);
  }

  private Lane laneFor(Runnable task) {
    if (task instanceof Mailbox mailbox) {
      String name = mailbox.actor().self().path().name();
      int digits = leadingDigits(name);
      if (digits > 0) {
        return lanes.laneOf(Integer.parseInt(name, 0, digits, DECIMAL));
      }
    }
    // The dispatcher's own chores, such as completing a future; any lane will do.
    return lanes.lane(0);
  }

  /** A learner's name begins with its index; that of one who is pinned goes on with its node. */
  private static int leadingDigits(String name) {
    int digits = 0;
    while (digits < name.length() && name.charAt(digits) >= '0' && name.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shutdown;
  }
}
