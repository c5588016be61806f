package dev.starling.ops.lan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.MetricsCsv;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run that was submitted to a {@link LanCluster}. Used by one thread. */
final class LanRun {
  private static final long START_SECONDS = 60;

  private final LanJvm submitter;
  private final Path directory;

  LanRun(LanJvm submitter, Path directory) {
    this.submitter = submitter;
    this.directory = directory;
  }

  /** Waits until the slowest learner has made so many updates. */
  void awaitUpdates(long updates, long seconds) {
    submitter.await(
        updates + " updates",
        START_SECONDS + seconds,
        () -> rows().stream().anyMatch(row -> row.updates().min() >= updates));
  }

  private Path metrics() {
    return directory.resolve("metrics.csv");
  }

  /** How the run has gone so far. */
  List<MetricsRow> rows() {
    try {
      boolean begun = Files.exists(metrics()) && Files.readString(metrics()).contains("\n");
      return begun ? MetricsCsv.read(metrics()) : List.of();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Waits for the end, which must be a good one. */
  RunSummary awaitEnd(long seconds) {
    int code = submitter.awaitEnd(seconds);
    assertThat(code).as(submitter.log()).isZero();
    return RunDirectory.open(directory).readSummary();
  }

  /** What the submitter printed. */
  String printed() {
    return submitter.log();
  }

  /** The models of the learners that came back. */
  List<String> models() {
    String[] names = directory.resolve("models").toFile().list();
    return names == null ? List.of() : List.of(names);
  }
}
