package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.sim.summary.SampleSummary;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  @TempDir Path directory;

  @Test
  void shouldMakeADirectoryPerRun() {
    RunDirectory run = RunDirectory.create(directory.resolve("runs"), "20261120-7");

    assertThat(run.root()).isEqualTo(directory.resolve("runs/20261120-7")).isDirectory();
  }

  @Test
  void shouldTakeAnEmptyDirectoryThatIsThere() {
    assertThat(RunDirectory.create(directory).root()).isEqualTo(directory);
  }

  @Test
  void shouldNeverWriteOverTheResultsOfAnotherRun() throws Exception {
    Files.writeString(directory.resolve("summary.json"), "{}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunDirectory.create(directory))
        .withMessageContaining(directory.toString())
        .withMessageContaining("is not empty (it holds summary.json)");
  }

  @Test
  void shouldRefuseAFileInItsPlace() throws Exception {
    Path file = Files.writeString(directory.resolve("here"), "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunDirectory.create(file))
        .withMessageContaining("is a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", ".hidden", "a b"})
  void shouldRefuseAnIdThatIsNoPlainName(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunDirectory.create(directory, id))
        .withMessageContaining("run id \"" + id + "\"");
  }

  @Test
  void shouldReplaceAFileAsAWholeAndLeaveNothingBeside() throws Exception {
    RunDirectory run = RunDirectory.create(directory);

    run.write(run.config(), "first");
    run.write(run.config(), "second");

    assertThat(run.config()).hasContent("second");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(run.config());
    }
  }

  @Test
  void shouldKeepTheOldFileWhenTheNewOneFails() throws Exception {
    RunDirectory run = RunDirectory.create(directory);
    run.write(run.config(), "first");
    Files.createDirectory(directory.resolve(".config.conf.tmp"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> run.write(run.config(), "second"));

    assertThat(run.config()).hasContent("first");
  }

  @Test
  void shouldNotWriteOutsideItself() {
    RunDirectory run = RunDirectory.create(directory, "run");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.write(directory.resolve("elsewhere"), ""))
        .withMessageContaining("outside the run directory");
  }

  @Test
  void shouldKeepModelsAndSummaryWhereTheyAreLookedFor() {
    RunDirectory run = RunDirectory.create(directory);
    run.writeModel(run.model(), new float[] {1, 2});
    run.writeLearner(3, new float[] {3});
    run.writeSummary(SampleSummary.whole());

    assertThat(NpyFile.read(directory.resolve("model.npy"))).containsExactly(1, 2);
    assertThat(NpyFile.read(directory.resolve("models/3.npy"))).containsExactly(3);
    assertThat(RunDirectory.open(directory).readSummary()).isEqualTo(SampleSummary.whole());
  }

  @Test
  void shouldPutTheColumnDictionaryBesideTheMetrics() {
    RunDirectory run = RunDirectory.create(directory);
    try (MetricsCsv metrics = run.openMetrics()) {
      SampleRun.rows(0.01, 7).forEach(metrics::append);
    }

    assertThat(run.readMetrics()).isEqualTo(SampleRun.rows(0.01, 7));
    assertThat(run.metricsColumns()).hasContent(MetricsCsv.dictionary());
  }

  @Test
  void shouldNotOpenWhatNoRunLeft() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunDirectory.open(directory))
        .withMessageContaining("no summary.json");
  }
}
