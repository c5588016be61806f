package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.ClusterStatus;
import dev.starling.cluster.ClusterStatus.NodeStatus;
import dev.starling.cluster.NodeDeparture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A node that was asked to leave, as those see it who stay. Used by one thread. */
final class LeavingNode {
  private static final long MAX_LEAVING_NS = TimeUnit.SECONDS.toNanos(60);

  /**
   * Learners that may move are live again within seconds; those that stay with their data never.
   */
  private static final long MAX_MOVING_NS = TimeUnit.SECONDS.toNanos(15);

  private static final long CHECK_MS = 200;

  private final NodeStatus node;
  private final ClusterClient others;
  private final NanoClock clock;

  /**
   * @param node that leaves
   * @param others reaches the cluster by a node that stays
   */
  LeavingNode(NodeStatus node, ClusterClient others, NanoClock clock) {
    this.node = node;
    this.others = others;
    this.clock = clock;
  }

  /** Waits until it has left, and returns what became of it and its learners, in one line. */
  String awaitEnd() {
    ClusterStatus now = await(this::isGone, MAX_LEAVING_NS);
    if (!isGone(now)) {
      return "node %s has not left within %d s: look at its log"
          .formatted(node.name(), TimeUnit.NANOSECONDS.toSeconds(MAX_LEAVING_NS));
    }
    return "node " + node.name() + " has left" + learners(await(this::isSettled, MAX_MOVING_NS));
  }

  private ClusterStatus await(Predicate<ClusterStatus> isSo, long patienceNs) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(CHECK_MS);
    long beganNs = clock.nanoTime();
    ClusterStatus now = others.status();
    while (!isSo.test(now) && clock.nanoTime() - beganNs < patienceNs) {
      idle.idle();
      now = others.status();
    }
    return now;
  }

  private boolean isGone(ClusterStatus now) {
    return now.nodes().stream().noneMatch(each -> each.address().equals(node.address()));
  }

  private boolean isSettled(ClusterStatus now) {
    return now.isOfKeeper()
        && (now.runId().isEmpty()
            || lastDeparture(now).filter(gone -> gone.live() == gone.learners()).isPresent());
  }

  /** Of the run that goes on without it. */
  private String learners(ClusterStatus now) {
    return now.runId().isEmpty() ? "" : lastDeparture(now).map(LeavingNode::learners).orElse("");
  }

  /** A node of that name may have left before. */
  private Optional<NodeDeparture> lastDeparture(ClusterStatus now) {
    return now.departures().stream()
        .filter(gone -> gone.node().equals(node.name()))
        .reduce((first, last) -> last);
  }

  private static String learners(NodeDeparture gone) {
    String all = Figures.learners(gone.learners());
    if (gone.live() == gone.learners()) {
      return gone.learners() == 0
          ? "; the learners that it had were handed over before"
          : "; its " + all + " " + (gone.learners() == 1 ? "goes" : "go") + " on elsewhere";
    }
    return "; of its %s %d can be seen elsewhere so far".formatted(all, gone.live());
  }
}
