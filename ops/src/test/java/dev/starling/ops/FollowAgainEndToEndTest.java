package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.OnSplit;
import dev.starling.cluster.aeron.DataPlane;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a standing cluster whose submitter, a process of its own, is killed. */
class FollowAgainEndToEndTest {
  private static final int LEARNERS = 4;

  /** Longer than any test: a run here ends when it is told to. */
  private static final long SECONDS = 3_600;

  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  private final String cluster = "follow-" + ProcessHandle.current().pid();

  @Test
  void shouldWriteAllResultsWhenItFollowsTheRunAgain() throws Exception {
    Path out = folder.resolve("run");
    try (ClusterNode node = start();
        ClusterClient client = clientOf(node)) {
      kill(submit(node, out), out);
      List<MetricsRow> before = RunDirectory.ofStopped(out).readMetrics();

      CompletableFuture<Capture> following = CompletableFuture.supplyAsync(() -> resume(node, out));
      await("more rows", () -> following.isDone() || rows(out) >= before.size() + 2);
      client.endRun("");
      Capture followed = following.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(followed.exit()).as(followed.err()).isEqualTo(ExitCode.OK);
      assertThat(followed.err()).contains(" is under way: following it");
      List<MetricsRow> rows = requireResults(out);
      assertThat(rows.subList(0, before.size())).isEqualTo(before);

      assertThat(resume(node, out).err())
          .contains("cannot be resumed: its run saved no checkpoints (checkpoint.dir)");
    }
  }

  @Test
  void shouldWriteTheResultsOfARunThatEndedMeanwhileAndOfNoOther() throws Exception {
    Path out = folder.resolve("run");
    try (ClusterNode node = start();
        ClusterClient client = clientOf(node)) {
      kill(submit(node, out), out);
      assertThat(Capture.of("train", "--resume", out.toString()).err())
          .contains("it was submitted to a cluster: follow it there with --cluster HOST");
      client.endRun("");
      await("the end of the run", () -> client.status().runId().isEmpty());

      Capture fetched = resume(node, out);
      assertThat(fetched.exit()).as(fetched.err()).isEqualTo(ExitCode.OK);
      assertThat(fetched.err()).contains(" has ended: fetching what came of it");
      requireResults(out);

      RunDirectory other = RunDirectory.create(folder.resolve("other"));
      other.write(other.config(), Files.readString(out.resolve("config.conf")));
      new ResumeNote("some-run", Versions.starling(), 0, Optional.empty()).write(other);
      Capture refused = resume(node, other.root());
      assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err().strip())
          .isEqualTo(
              "starling: run some-run is neither under way on this cluster nor the last one that"
                  + " ended there, and it saved no checkpoints (checkpoint.dir)");
    }
  }

  private static List<MetricsRow> requireResults(Path out) {
    RunSummary summary = RunDirectory.open(out).readSummary();
    assertThat(summary.run().exit()).isEqualTo("interrupted");
    assertThat(summary.resumed()).isNull();
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("model.npy")).isNotEmptyFile();
    for (int learner = 0; learner < LEARNERS; learner++) {
      assertThat(out.resolve("models").resolve(learner + ".npy")).isNotEmptyFile();
    }
    List<MetricsRow> rows = RunDirectory.open(out).readMetrics();
    assertThat(rows).isSortedAccordingTo(Comparator.comparingDouble(MetricsRow::seconds));
    assertThat(rows.get(rows.size() - 1).updates().min())
        .isPositive()
        .isEqualTo(summary.run().updatesPerLearner());
    return rows;
  }

  private Capture resume(ClusterNode node, Path out) {
    return Capture.of(
        "train",
        "--resume",
        out.toString(),
        "--cluster",
        node.address(),
        "--cluster-name",
        cluster);
  }

  private Process submit(ClusterNode node, Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Dorg.bytedeco"))
        .forEach(command::add);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-Xmx256m", "-cp", classPath, "dev.starling.ops.Starling", "train"));
    command.addAll(List.of("--cluster", node.address(), "--cluster-name", cluster));
    command.addAll(
        List.of("--learners", "4", "--data", "digits", "--model", "softmax", "--split", "iid"));
    command.addAll(List.of("--clock", "paced", "--update-rate", "30"));
    command.addAll(List.of("--seconds", Long.toString(SECONDS)));
    command.addAll(List.of("--no-bounds", "--quiet", "--out", out.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out.resolveSibling("log").toFile())
        .start();
  }

  /** Kills the process once the curves have begun. */
  private static void kill(Process process, Path out) throws Exception {
    try {
      await(out.resolveSibling("log").toString(), () -> !process.isAlive() || rows(out) >= 2);
      assertThat(process.isAlive()).as(Files.readString(out.resolveSibling("log"))).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long rows(Path out) {
    try (Stream<String> lines = Files.lines(out.resolve("metrics.csv"))) {
      return lines.count() - 1;
    } catch (IOException notThereYet) {
      return 0;
    }
  }

  private ClusterClient clientOf(ClusterNode node) {
    return ClusterClient.connect(
        cluster, HostPort.parse(node.address(), 0), Optional.empty(), ConfigFactory.empty());
  }

  private static void await(String what, BooleanSupplier isSo) {
    long deadlineNs =
        SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isSo.getAsBoolean()) {
      assertThat(SystemNanoClock.INSTANCE.nanoTime()).as(what).isLessThan(deadlineNs);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private ClusterNode start() {
    NodeSettings settings =
        new NodeSettings(
            cluster,
            "only",
            "127.0.0.1",
            0,
            0,
            1,
            Optional.empty(),
            folder,
            DataPlane.DEFAULT_UDP_MTU_BYTES,
            true,
            List.of(),
            OnSplit.STOP,
            Optional.empty(),
            ConfigFactory.empty());
    return ClusterNode.start(
        settings,
        fault -> {
          throw new AssertionError("the node broke", fault);
        });
  }
}
