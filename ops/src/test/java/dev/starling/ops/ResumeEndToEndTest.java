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

  /** Of a run that goes on for ten seconds, and of those that follow where that was too short. */
  private static final long[] UPDATES = {300, 1_500, 7_500};

  private static final long PATIENCE_SECONDS = 120;
  private static final int KILLED = 128 + 9;

  @TempDir private Path folder;

  @Test
  void shouldGoOnAfterAKillWithEveryUpdateCountedOnce() throws Exception {
    Killed run = killInMidRun();
    Path out = run.out();
    RunDirectory directory = RunDirectory.ofStopped(out);
    double killedSeconds = last(directory).seconds();
    assertThat(last(directory).updates().max()).isLessThan(run.updates());

    assertThat(Capture.of("train", "--resume", out.toString(), "--learners", "3").err())
        .contains("--learners cannot go with --resume");

    Capture resumed = Capture.of("train", "--resume", out.toString());
    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).contains("4 of 4 learners from their checkpoints");
    RunSummary summary = directory.readSummary();
    assertThat(summary.updates().total()).isEqualTo(LEARNERS * run.updates());
    assertThat(summary.run().updatesPerLearner()).isEqualTo(run.updates());
    assertThat(summary.run().seconds()).isGreaterThan(killedSeconds);
    assertThat(summary.resumed().times()).isEqualTo(1);
    assertThat(summary.resumed().fromCheckpoint()).isEqualTo(LEARNERS);
    assertThat(summary.resumed().fromPush()).isZero();
    assertThat(summary.resumed().updatesLost()).isBetween(0L, LEARNERS * run.updates());
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

    Path out = killInMidRun().out();
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

  /**
   * A run that was killed.
   *
   * @param updates that each learner was to make
   */
  private record Killed(Path out, long updates) {}

  /** A busy machine may only come to kill a short run when that is over: then a longer one. */
  private Killed killInMidRun() throws Exception {
    for (long updates : UPDATES) {
      Path out = folder.resolve("run-" + updates);
      boolean killed = kill(train(out, updates), out);
      boolean isOver = Files.exists(out.resolve("summary.json"));
      assertThat(killed || isOver).as("what ended by itself has results").isTrue();
      if (!isOver && last(RunDirectory.ofStopped(out)).updates().max() < updates) {
        return new Killed(out, updates);
      }
    }
    throw new AssertionError("all runs were over before they could be killed");
  }

  private static Process train(Path out, long updates) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Dorg.bytedeco"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx512m", "-cp", classPath(), "dev.starling.ops.Starling", "train"));
    command.addAll(
        List.of("--learners", "4", "--data", "digits", "--model", "softmax", "--split", "iid"));
    command.addAll(List.of("--updates", Long.toString(updates), "--update-rate", "30"));
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

  /**
   * Kills the process once every learner has two checkpoints, if it has not ended before.
   *
   * @return whether it had not
   */
  private static boolean kill(Process process, Path out) throws Exception {
    try {
      long deadlineNs =
          SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (process.isAlive() && (count(out.resolve("saved")) < 2 * LEARNERS || rows(out) == 0)) {
        assertThat(SystemNanoClock.INSTANCE.nanoTime())
            .as("no checkpoints came")
            .isLessThan(deadlineNs);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(process.exitValue())
        .as(Files.readString(out.resolveSibling("log")))
        .isIn(ExitCode.OK.number(), KILLED);
    return process.exitValue() == KILLED;
  }

  private static long rows(Path out) throws IOException {
    Path metrics = out.resolve("metrics.csv");
    // One that is just being written is none yet.
    return Files.exists(metrics)
        ? Files.readString(metrics).chars().filter(each -> each == '\n').count() - 1
        : 0;
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
