package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own that is killed, and goes on here. */
class ResumeEndToEndTest {
  private static final int LEARNERS = 4;
  private static final long UPDATES = 300;

  @TempDir private Path folder;

  @Test
  void shouldGoOnAfterAKillWithEveryUpdateCountedOnce() throws Exception {
    Path out = folder.resolve("run");
    kill(train(out), out);
    RunDirectory directory = RunDirectory.ofStopped(out);
    double killedSeconds = last(directory).seconds();
    assertThat(last(directory).updates().max()).isLessThan(UPDATES);

    assertThat(Capture.of("train", "--resume", out.toString(), "--learners", "3").err())
        .contains("--learners cannot go with --resume");

    Capture resumed = Capture.of("train", "--resume", out.toString());
    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).contains("4 of 4 learners from their checkpoints");
    RunSummary summary = directory.readSummary();
    assertThat(summary.updates().total()).isEqualTo(LEARNERS * UPDATES);
    assertThat(summary.run().updatesPerLearner()).isEqualTo(UPDATES);
    assertThat(summary.run().seconds()).isGreaterThan(killedSeconds);
    assertThat(summary.resumed().times()).isEqualTo(1);
    assertThat(summary.resumed().fromCheckpoint()).isEqualTo(LEARNERS);
    assertThat(summary.resumed().fromPush()).isZero();
    assertThat(summary.resumed().updatesLost()).isBetween(0L, LEARNERS * UPDATES);
    assertThat(directory.readMetrics())
        .isSortedAccordingTo(Comparator.comparingDouble(MetricsRow::seconds));

    assertThat(Capture.of("train", "--resume", out.toString()).err())
        .contains("cannot be resumed: its run has ended by itself (updates)");
  }

  @Test
  void shouldSayWhyThereIsNothingToGoOnWith() throws Exception {
    assertThat(Capture.of("train", "--resume", folder.resolve("none").toString()).err())
        .contains("there is no run directory");
    assertThat(Capture.of("train", "--resume", folder.toString()).err())
        .contains("its learners were not saved (checkpoint.dir)");

    Path out = folder.resolve("run");
    kill(train(out), out);
    try (Stream<Path> files = Files.walk(out.resolve("saved"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.write(file, new byte[70]);
      }
    }
    Capture refused = Capture.of("train", "--resume", out.toString());
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains(
            "holds no checkpoint that is whole", "0-0.checkpoint: not a checkpoint of format");
  }

  private static Process train(Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Dorg.bytedeco"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx512m", "-cp", classPath(), "dev.starling.ops.Starling", "train"));
    command.addAll(
        List.of("--learners", "4", "--data", "digits", "--model", "softmax", "--split", "iid"));
    command.addAll(List.of("--updates", Long.toString(UPDATES), "--update-rate", "30"));
    command.addAll(List.of("--no-bounds", "--quiet", "--out", out.toString()));
    command.addAll(List.of("--set", "checkpoint.dir=saved", "--set", "checkpoint.interval=300ms"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out.resolveSibling("log").toFile())
        .start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Kills the process once every learner has two checkpoints. */
  private static void kill(Process process, Path out) throws Exception {
    try {
      long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (count(out.resolve("saved")) < 2 * LEARNERS || rows(out) == 0) {
        assertThat(process.isAlive()).as(Files.readString(out.resolveSibling("log"))).isTrue();
        assertThat(SystemNanoClock.INSTANCE.nanoTime())
            .as("no checkpoints came")
            .isLessThan(deadlineNs);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long rows(Path out) throws IOException {
    Path metrics = out.resolve("metrics.csv");
    return Files.exists(metrics) ? Files.readAllLines(metrics).size() - 1 : 0;
  }

  private static long count(Path directory) throws IOException {
    File[] runs = directory.toFile().listFiles();
    if (runs == null || runs.length == 0) {
      return 0;
    }
    try (Stream<Path> files = Files.list(runs[0].toPath())) {
      return files.filter(file -> file.toString().endsWith(".checkpoint")).count();
    }
  }

  private static MetricsRow last(RunDirectory directory) {
    List<MetricsRow> rows = directory.readMetrics();
    return rows.get(rows.size() - 1);
  }
}
