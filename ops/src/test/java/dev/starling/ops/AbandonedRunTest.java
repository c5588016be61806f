package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsCsv;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.ResumeSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedRunTest {
  private static final ResumeSummary SECOND_PART = new ResumeSummary(1, 5.5, 3, 1, 17);

  @TempDir private Path folder;

  private RunDirectory directory;

  @BeforeEach
  void submit() {
    directory = RunDirectory.create(folder.resolve("run"));
    RunConfig config =
        RunConfig.load(Optional.empty(), List.of("run.learners=4", "checkpoint.dir=/tmp/saved"));
    directory.write(directory.config(), config.render());
    note(Optional.empty());
  }

  @Test
  void shouldGoOnWithTheCurvesThatAreThere() {
    write(row(4, 100), row(6, 300));
    AbandonedRun run = AbandonedRun.find(directory.root()).orElseThrow();

    assertThat(run.run().learners()).isEqualTo(4);
    assertThat(run.run().checkpoints().isResumed()).isFalse();
    assertThat(run.resumed()).isEmpty();
    assertThat(run.following(row(6, 300))).as("was the last before").isEmpty();
    assertThat(run.following(row(7, 400))).contains(row(7, 400));
    try (MetricsCsv metrics = run.openMetrics()) {
      metrics.append(row(7, 400));
    }
    assertThat(directory.readMetrics()).containsExactly(row(4, 100), row(6, 300), row(7, 400));
  }

  @Test
  void shouldBeThePartThatWasStartedLastWithWhatWasCountedBefore() {
    note(Optional.of(SECOND_PART));
    write(row(4, 100), row(6, 110));
    AbandonedRun run = AbandonedRun.find(directory.root()).orElseThrow();

    assertThat(run.run().checkpoints().part()).isEqualTo(1);
    assertThat(run.run().checkpoints().fromSeconds()).isEqualTo(5.5);
    assertThat(run.resumed()).contains(SECOND_PART);
    assertThat(run.following(row(7, 20))).contains(row(7, 120));
  }

  @Test
  void shouldNotBeFollowedOnceItsResultsAreThere() {
    summarise("interrupted", null);
    assertThat(AbandonedRun.find(directory.root())).as("goes on as a next part").isEmpty();

    note(Optional.of(SECOND_PART));
    assertThat(AbandonedRun.find(directory.root())).as("of the part before").isPresent();

    summarise("updates", SECOND_PART);
    assertThat(AbandonedRun.find(directory.root())).as("its models may be missing").isPresent();

    directory.write(directory.report(), "<html>");
    assertThat(AbandonedRun.find(directory.root())).isEmpty();
  }

  @Test
  void shouldTellNothingOfARunOfAnotherVersion() {
    new ResumeNote("a-run", "0.0.1-other", 0, Optional.empty()).write(directory);
    assertThatThrownBy(() -> AbandonedRun.find(directory.root()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was saved by Starling 0.0.1-other");
  }

  private void note(Optional<ResumeSummary> resumed) {
    int part = resumed.map(ResumeSummary::times).orElse(0);
    new ResumeNote("a-run", Versions.starling(), part, resumed).write(directory);
  }

  private void write(MetricsRow... rows) {
    try (MetricsCsv metrics = directory.openMetrics()) {
      List.of(rows).forEach(metrics::append);
    }
  }

  private static MetricsRow row(double seconds, long bytes) {
    return new MetricsRow(
        seconds,
        new MetricsRow.Updates(seconds, 1, 9, null, null),
        null,
        null,
        null,
        null,
        new MetricsRow.Gossip(1.0, 1.0, bytes, 5, 4, 0, 1, 0, 0),
        null,
        null);
  }

  private void summarise(String exit, ResumeSummary resumed) {
    RunIdentity run =
        new RunIdentity(
            "a-run", 7, "0.1.0", "cluster", 4, 1, 8, 20, exit, "digits", "softmax", "iid", "paced");
    directory.writeSummary(RunSummary.builder(run).resumed(resumed).build());
  }
}
