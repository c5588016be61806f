package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.run.RunDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A small run on a real node, and what its submitter hears. */
final class TestRun {
  private static final long PATIENCE_SECONDS = 120;

  /** Half a minute and more. */
  private static final int MAX_ASKED = 600;

  final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
  final List<RunEvent.Attended> attended = new ArrayList<>();

  static ClusterNode startNode(int lanes) {
    return startNode(lanes, ConfigFactory.empty());
  }

  static ClusterNode startNode(int lanes, Config overrides) {
    NodeSettings settings =
        new NodeSettings(
            "starling", "127.0.0.1", 0, lanes, EmbeddedDriver.defaultParent(), overrides);
    return ClusterNode.start(
        settings,
        fault -> {
          throw new AssertionError("the node broke", fault);
        });
  }

  /** A node that others can join, at a free port of this machine. */
  static ClusterNode startStanding(String cluster, String name, ClusterNode... known) {
    return startStandingOver(null, cluster, name, known);
  }

  /** The same with data of its own in {@code data}, or none when that is null. */
  static ClusterNode startStandingOver(
      Path data, String cluster, String name, ClusterNode... known) {
    NodeSettings settings =
        new NodeSettings(
            cluster,
            name,
            "127.0.0.1",
            0,
            0,
            1,
            Optional.ofNullable(data),
            EmbeddedDriver.defaultParent(),
            DataPlane.DEFAULT_UDP_MTU_BYTES,
            true,
            Arrays.stream(known).map(TestRun::addressOf).toList(),
            OnSplit.STOP,
            Optional.empty(),
            ConfigFactory.empty());
    return ClusterNode.start(
        settings,
        fault -> {
          throw new AssertionError("the node broke", fault);
        });
  }

  static HostPort addressOf(ClusterNode node) {
    return HostPort.parse(node.address(), 0);
  }

  static RunDescription describe(String id, int learners, long updates) {
    return describe(id, learners, "digits", new RunDescription.Limits(updates, 0, 0), natural());
  }

  static RunDescription describe(
      String id,
      int learners,
      String data,
      RunDescription.Limits limits,
      RunDescription.Clock clock) {
    return new RunDescription(
        id,
        7,
        learners,
        new RunDescription.Data(data, "iid"),
        "softmax",
        "complete",
        true,
        limits,
        new RunDescription.Steps(1, 32, 0.1, "constant", 0, 0, false, true),
        clock,
        new RunDescription.Gossip("push", "law", 0, 1, false, 0.01, "uniform", 0.5),
        new RunDescription.Versions(1024, 64),
        new RunDescription.Divergence(1e6, true),
        new RunDescription.Measuring(0.1, 0.02),
        RunDescription.Faults.NONE);
  }

  /**
   * Waits until the keeper of runs knows of so many nodes: a run begins with those that it knows.
   */
  static void awaitNodes(String cluster, ClusterNode any, int nodes) {
    try (ClusterClient client =
        ClusterClient.connect(cluster, addressOf(any), Optional.empty(), ConfigFactory.empty())) {
      awaitNodes(client, nodes);
    }
  }

  /** As {@link #awaitNodes(String, ClusterNode, int)}, by one who is there already. */
  static void awaitNodes(ClusterClient client, int nodes) {
    awaitStatus(client, nodes + " nodes", status -> status.nodes().size() == nodes);
  }

  /** Waits until the keeper of runs says what is waited for; what a node sees is not believed. */
  static ClusterStatus awaitStatus(
      ClusterClient client, String what, Predicate<ClusterStatus> isSo) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(50);
    ClusterStatus status = client.status();
    for (int asked = 0; !(status.isOfKeeper() && isSo.test(status)); asked++) {
      assertThat(asked).as("%s, at last %s", what, status).isLessThan(MAX_ASKED);
      idle.idle();
      status = client.status();
    }
    return status;
  }

  static RunDescription.Clock natural() {
    return new RunDescription.Clock("natural", 20, 0, List.of(1.0));
  }

  static RunDescription.Clock paced(double updateRate) {
    return new RunDescription.Clock("paced", updateRate, 0, List.of(1.0));
  }

  /** Submits and waits for the last word. */
  RunEvent run(ClusterNode node, RunDescription description) {
    node.submit(description, events::add);
    return awaitEnd();
  }

  RunEvent awaitEnd() {
    while (true) {
      RunEvent event = next();
      if (event.isLast()) {
        return event;
      }
    }
  }

  /** Waits until the slowest learner has made {@code updates}. */
  RunProgress awaitUpdates(long updates) {
    return await(progress -> progress.updatesMin() >= updates);
  }

  /** Waits for such a progress; the one that is found may have been told a while ago. */
  RunProgress await(Predicate<RunProgress> isSo) {
    while (true) {
      RunEvent event = next();
      if (event instanceof RunEvent.Progressed heard && isSo.test(heard.progress())) {
        return heard.progress();
      }
      if (event.isLast()) {
        throw new AssertionError("the run is over: " + event);
      }
    }
  }

  /** Waits until so many learners are there. */
  void awaitLearners(int learners) {
    RunEvent.Progressed heard;
    do {
      heard = nextProgress();
    } while (heard.progress().learners() != learners);
  }

  /** Waits until something is so, which is looked at when the run has got on. */
  void awaitProgress(BooleanSupplier isSo) {
    do {
      nextProgress();
    } while (!isSo.getAsBoolean());
  }

  private RunEvent.Progressed nextProgress() {
    RunEvent event = next();
    if (event instanceof RunEvent.Progressed heard) {
      return heard;
    }
    throw new AssertionError("the run is over: " + event);
  }

  /** The next word beside who comes and goes, which is noted. */
  RunEvent next() {
    try {
      RunEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      while (event instanceof RunEvent.Attended news) {
        attended.add(news);
        event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      if (event == null) {
        throw new AssertionError("nothing was heard of the run for " + PATIENCE_SECONDS + " s");
      }
      return event;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  static RunResult resultOf(RunEvent event) {
    if (event instanceof RunEvent.Finished finished) {
      return finished.result();
    }
    throw new AssertionError("the run did not finish: " + event);
  }
}
