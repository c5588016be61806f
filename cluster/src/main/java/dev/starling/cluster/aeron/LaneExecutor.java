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
      if (isLearner(name)) {
        return lanes.laneOf(Integer.parseInt(name));
      }
    }
    // The dispatcher's own chores, such as completing a future; any lane will do.
    return lanes.lane(0);
  }

  private static boolean isLearner(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
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
