package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCsvTest {
  @TempDir Path directory;

  @Test
  void shouldReadBackEveryNumberExactly() {
    List<MetricsRow> rows = SampleRun.rows(0.01, 7);

    assertThat(MetricsCsv.read(write(rows))).isEqualTo(rows);
  }

  @Test
  void shouldKeepWhatIsAbsentAbsent() {
    MetricsRow bare =
        new MetricsRow(
            0,
            new MetricsRow.Updates(0, 0, 0, null, null),
            null,
            null,
            null,
            null,
            null,
            null,
            null);

    assertThat(MetricsCsv.read(write(List.of(bare)))).containsExactly(bare);
  }

  @Test
  void shouldHaveEachRowInTheFileAsSoonAsItIsAppended() throws Exception {
    Path file = directory.resolve("metrics.csv");
    try (MetricsCsv csv = MetricsCsv.create(file)) {
      for (MetricsRow row : SampleRun.rows(0.01, 7).subList(0, 3)) {
        csv.append(row);
        assertThat(Files.readString(file)).endsWith("\n");
      }
      assertThat(MetricsCsv.read(file)).hasSize(3);
    }
  }

  @Test
  void shouldExplainEveryColumnOfTheHeadLine() throws Exception {
    String head = Files.readAllLines(write(List.of())).get(0);

    List<String> explained =
        MetricsCsv.dictionary()
            .lines()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();

    assertThat(explained).containsExactlyElementsOf(List.of(head.split(",", -1)));
    assertThat(MetricsCsv.dictionary().lines().skip(1))
        .allMatch(line -> line.matches("\\w+,[^,\"]+,\"[^\"]+\""));
  }

  @Test
  void shouldLeaveOutARowThatWasBeingWrittenWhenTheRunWasKilled() throws Exception {
    List<MetricsRow> rows = SampleRun.rows(0.01, 7).subList(0, 4);
    Path file = write(rows);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 9));

    assertThat(MetricsCsv.read(file)).isEqualTo(rows.subList(0, 3));
  }

  @Test
  void shouldFindColumnsByTheirName() throws Exception {
    Path file = directory.resolve("other.csv");
    Files.writeString(file, "weather,updatesMean,seconds\nmild,3.5,2\n");

    MetricsRow row = MetricsCsv.read(file).get(0);

    assertThat(row.seconds()).isEqualTo(2);
    assertThat(row.updates().mean()).isEqualTo(3.5);
    assertThat(row.gossip()).isNull();
  }

  @Test
  void shouldNameTheLineThatIsWrong() throws Exception {
    assertRefused("seconds,updatesMean\n1,2\n3\n", "line 3: 1 cells, must be 2");
    assertRefused("seconds,updatesMean\n1,two\n", "line 2: updatesMean is \"two\"");
    assertRefused("seconds,updatesMean\n,2\n", "line 2: seconds is empty");
    assertRefused("a,b\n1,2\n", "line 1: no column \"seconds\"");
    assertRefused("", "is empty");
  }

  @Test
  void shouldNotWriteOverAnOldFile() {
    Path file = write(List.of());

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> MetricsCsv.create(file))
        .withMessageContaining("metrics.csv");
  }

  @Test
  void shouldFindWhenTheWorstLearnerFirstWasGoodEnough() {
    MetricsSeries run = new MetricsSeries("run", SampleRun.rows(0.005, 7));

    Double seconds = run.worstSecondsTo(0.8);

    assertThat(seconds).isBetween(5.0, 9.0);
    assertThat(run.rows())
        .filteredOn(row -> row.seconds() < seconds)
        .allMatch(row -> row.accuracy().min() < 0.8);
    assertThat(run.worstSecondsTo(0.99)).isNull();
  }

  private void assertRefused(String text, String message) throws Exception {
    Path file = directory.resolve("broken.csv");
    Files.writeString(file, text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetricsCsv.read(file))
        .withMessageContaining("broken.csv")
        .withMessageContaining(message);
  }

  private Path write(List<MetricsRow> rows) {
    Path file = directory.resolve("metrics.csv");
    try (MetricsCsv csv = MetricsCsv.create(file)) {
      rows.forEach(csv::append);
    }
    return file;
  }
}
