package dev.starling.ops.bench;

import dev.starling.cluster.aeron.DataPlane;
import dev.starling.ops.bench.child.NodeChild;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * A cluster of two nodes with one lane and one learner each, in two JVMs. Each measurement is a run
 * of its own on it. Used by one thread.
 */
final class NodePair implements AutoCloseable {
  private static final double NANOS = 1e9;

  /** Share of the time of a measurement that the learners run before it. */
  private static final double WARMUP = 0.3;

  private static final int MAX_TRIES = 8;
  private static final double BETWEEN_TRIES_SECONDS = 0.5;

  private final List<ChildJvm> nodes = new ArrayList<>();
  private final Path folder;
  private final NanoClock clock = SystemNanoClock.INSTANCE;
  private String note = "";

  private NodePair(Path folder) {
    this.folder = folder;
  }

  /**
   * What both learners did, per second.
   *
   * @param pushes mixed whole
   * @param steps mini-batches
   */
  record Rates(double pushes, double steps) {
    Rates plus(Rates other) {
      return new Rates(pushes + other.pushes, steps + other.steps);
    }
  }

  private record Reading(double seconds, int learners, double pushes, double steps) {
    static Reading parse(String answer) {
      String[] words = answer.split(" ", -1);
      return new Reading(
          Long.parseLong(words[0]) / NANOS,
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]));
    }

    Rates since(Reading before) {
      double passed = seconds - before.seconds;
      return new Rates((pushes - before.pushes) / passed, (steps - before.steps) / passed);
    }
  }

  /** On one media driver: frames go by IPC. */
  static NodePair overIpc(GeneratedImages.Shape data) {
    return start(
        data,
        List.of(PairAddresses.HOSTS.get(0), PairAddresses.HOSTS.get(0)),
        DataPlane.DEFAULT_UDP_MTU_BYTES);
  }

  /** Each with a media driver of its own, as on two machines. */
  static NodePair overUdp(GeneratedImages.Shape data, int mtuBytes) {
    return start(data, PairAddresses.HOSTS, mtuBytes);
  }

  private static NodePair start(GeneratedImages.Shape data, List<String> hosts, int mtuBytes) {
    NodePair pair = new NodePair(GeneratedImages.write(data));
    try {
      String cluster = "bench-" + ProcessHandle.current().pid();
      String first = "-";
      for (int i = 0; i < hosts.size(); i++) {
        pair.nodes.add(
            ChildJvm.start(
                NodeChild.class,
                List.of(cluster, "node-" + i, hosts.get(i), Integer.toString(mtuBytes), first)));
        String address = pair.nodes.get(i).answer();
        first = i == 0 ? address : first;
      }
      return pair;
    } catch (RuntimeException | Error fault) {
      CloseHelper.quietClose(pair);
      throw fault;
    }
  }

  /**
   * Runs {@code keys} and counts for {@code seconds}, after a while to get going. The second node
   * is listed a moment after it has joined: a run that began before that is not one over both, and
   * is followed by another.
   */
  Rates run(List<String> keys, double seconds) {
    Optional<Rates> rates = tryRun(keys, seconds);
    for (int tries = 1; rates.isEmpty() && tries < MAX_TRIES; tries++) {
      pause(BETWEEN_TRIES_SECONDS);
      rates = tryRun(keys, seconds);
    }
    return rates.orElseThrow(
        () -> new IllegalStateException("each node should have one learner, and has not"));
  }

  /** Empty when not every node had one learner. */
  private Optional<Rates> tryRun(List<String> keys, double seconds) {
    List<String> all = new ArrayList<>(List.of("run", "data.source=idx:" + folder));
    all.addAll(keys);
    all.addAll(
        List.of(
            "run.learners=2",
            "data.split=iid",
            "run.updates=0",
            "run.seconds=36000",
            "measuring.evaluation=3600s"));
    nodes.get(0).ask(String.join(" ", all));
    pause(seconds * WARMUP);
    List<Reading> before = read();
    pause(seconds);
    List<Reading> after = read();
    note = nodes.get(0).ask("end");
    Rates sum = new Rates(0, 0);
    for (int i = 0; i < nodes.size(); i++) {
      if (before.get(i).learners() != 1 || after.get(i).learners() != 1) {
        return Optional.empty();
      }
      sum = sum.plus(after.get(i).since(before.get(i)));
    }
    return Optional.of(sum);
  }

  /** On what the lanes spent the time of the last run. */
  String note() {
    return note;
  }

  private List<Reading> read() {
    nodes.forEach(node -> node.tell("read"));
    return nodes.stream().map(node -> Reading.parse(node.answer())).toList();
  }

  private void pause(double seconds) {
    long until = clock.nanoTime() + (long) (seconds * NANOS);
    while (clock.nanoTime() < until) {
      LockSupport.parkNanos(until - clock.nanoTime());
    }
  }

  /** A second call does nothing. */
  @Override
  public void close() {
    // The one that others joined by goes last.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).close();
    }
    if (!nodes.isEmpty()) {
      nodes.clear();
      TemporaryFiles.remove(folder);
    }
  }
}
