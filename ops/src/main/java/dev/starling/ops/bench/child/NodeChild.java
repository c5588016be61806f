package dev.starling.ops.bench.child;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.OnSplit;
import dev.starling.cluster.RunEvent;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.sim.experiment.RunConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One of two nodes of a cluster, each with one lane: all that {@code starling node} is, told what
 * to do by its parent.
 *
 * <pre>
 * run KEY=VALUE …   submits a run and returns when its clocks run; for one of the nodes
 * read              nanoseconds of the machine's clock, learners here, pushes mixed, steps
 * end               ends that run; returns when it is over, with the shares of the lanes' time
 * </pre>
 */
public final class NodeChild {
  private static final long MAX_MINUTES = 2;
  private static final double PERCENT = 100;

  private final ClusterNode node;
  private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
  private int runs;
  private String run;

  private NodeChild(ClusterNode node) {
    this.node = node;
  }

  /**
   * Runs a node until standard input ends.
   *
   * @param arguments name of the cluster, of the node, its host, MTU, node to join or -
   */
  public static void main(String[] arguments) {
    try (ClusterNode node =
        ClusterNode.start(settings(arguments), fault -> fault.printStackTrace())) {
      NodeChild child = new NodeChild(node);
      Orders.take(node.address(), child::obey);
    } catch (Throwable fault) {
      fault.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    System.exit(0);
  }

  private static NodeSettings settings(String[] arguments) {
    String join = arguments[4];
    return new NodeSettings(
        arguments[0],
        arguments[1],
        arguments[2],
        0,
        0,
        1,
        Optional.empty(),
        EmbeddedDriver.defaultParent(),
        Integer.parseInt(arguments[3]),
        true,
        join.equals("-") ? List.of() : List.of(HostPort.parse(join, 0)),
        OnSplit.STOP,
        Optional.empty(),
        ConfigFactory.empty());
  }

  private String obey(List<String> words) throws InterruptedException {
    return switch (words.get(0)) {
      case "run" -> begin(words.subList(1, words.size()));
      case "read" -> read();
      case "end" -> end();
      default -> throw new IllegalArgumentException("there is no order " + words);
    };
  }

  private String begin(List<String> keys) throws InterruptedException {
    run = "bench-" + ++runs;
    events.clear();
    node.submit(RunConfig.load(Optional.empty(), keys).describe(run), events::add);
    await(RunEvent.Begun.class);
    return "begun";
  }

  private String read() {
    long[] sums = new long[3];
    node.readLearners(
        learner -> {
          sums[0]++;
          sums[1] += learner.counters().pushesMixed();
          sums[2] += learner.counters().steps();
        });
    return SystemNanoClock.INSTANCE.nanoTime() + " " + sums[0] + " " + sums[1] + " " + sums[2];
  }

  private String end() throws InterruptedException {
    node.endRun(run);
    return shares(await(RunEvent.Finished.class).result().progress().totals());
  }

  private static String shares(Totals totals) {
    double whole = totals.get(Tally.LANE_NS) / PERCENT;
    return String.format(
        Locale.ROOT,
        "lanes: mixing %.0f %%, sending %.0f %%, steps %.0f %%, chores %.0f %%, held back %.0f %%,"
            + " idle %.0f %% of their time",
        totals.get(Tally.POLL_NS) / whole,
        totals.get(Tally.SEND_NS) / whole,
        totals.get(Tally.STEP_NS) / whole,
        totals.get(Tally.CHORES_NS) / whole,
        totals.get(Tally.HELD_BACK_NS) / whole,
        totals.get(Tally.IDLE_NS) / whole);
  }

  private <E extends RunEvent> E await(Class<E> wanted) throws InterruptedException {
    RunEvent event;
    do {
      event = events.poll(MAX_MINUTES, TimeUnit.MINUTES);
    } while (event instanceof RunEvent.Progressed || event instanceof RunEvent.Attended);
    if (!wanted.isInstance(event)) {
      throw new IllegalStateException(run + " did not go on: " + event);
    }
    return wanted.cast(event);
  }
}
