package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.sim.trial.VirtualTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRunTest {
  private static final List<String> FILES =
      List.of("rows.csv", "summary.csv", "columns.csv", "tiny.svg", "report.html");

  private static final Map<String, SweepEngine> ENGINES =
      ExperimentCatalogue.engines(new VirtualTrials());

  @TempDir Path directory;

  @Test
  void shouldEndWithTheSameBytesWhenItWasKilledInBetween() throws Exception {
    Experiment experiment = tiny(3);
    Path whole = directory.resolve("whole");
    run(experiment, whole, 1);
    Path killed = Files.createDirectory(directory.resolve("killed"));
    String rows = Files.readString(whole.resolve("rows.csv"));
    List<String> lines = rows.lines().toList();
    // Two rows in another order than planned, and one that the kill cut off.
    Files.writeString(
        killed.resolve("rows.csv"),
        lines.get(0)
            + "\n"
            + lines.get(5)
            + "\n"
            + lines.get(2)
            + "\n"
            + lines.get(3).substring(9));
    List<Integer> heard = new ArrayList<>();
    ExperimentRun.run(experiment, killed, 2, "again", (done, total, share) -> heard.add(done));
    assertThat(heard).startsWith(2).endsWith(experiment.runs());
    for (String file : FILES) {
      assertThat(killed.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void shouldRefuseRowsOfAnotherExperiment() throws Exception {
    run(tiny(2), directory, 2);
    assertThatThrownBy(() -> run(tiny(1), directory, 2))
        .isInstanceOf(RunConfigException.class)
        .hasMessageContaining("rows.csv:3: belongs to another experiment");
  }

  @Test
  void shouldGiveEveryArmTheSameSeedsAndTheTheoryBesideTheMeasurement() throws Exception {
    List<String> table = run(tiny(3), directory, 2);
    assertThat(table).hasSize(1 + 3);
    // Closed forms: H(9)/1 = 2.82897 and H(9)/ln 10 = 1.22861; (n-1)/λ = 999,999/ln 10^6.
    assertThat(table.get(1)).contains("2.8290", "exact", "TOO COARSE");
    assertThat(table.get(2)).contains("1.2286", "exact", "TOO COARSE");
    assertThat(table.get(3)).contains("72,382.3", "CLOSED FORM");
    List<String> seeds =
        Files.readAllLines(directory.resolve("rows.csv")).stream()
            .skip(1)
            .map(line -> CsvLine.cells(line).get(StalenessKey.values().length + 1))
            .toList();
    assertThat(seeds).containsExactly("5", "6", "7", "5", "6", "7");
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("a &lt;claim&gt;", "<svg", "again")
        .doesNotContain("http-equiv", "<script");
  }

  @Test
  void shouldLeaveOutOfTheTableWhatTheArmsSay() throws Exception {
    List<String> table = run(tiny(1), directory, 1);
    assertThat(table.get(0)).contains("arm", "learners", "figure").doesNotContain("scheme", "rate");
    assertThat(Files.readString(directory.resolve("summary.csv"))).contains("scheme", "rate");
  }

  private List<String> run(Experiment experiment, Path out, int jobs) throws InterruptedException {
    return ExperimentRun.run(experiment, out, jobs, "again", (done, total, share) -> {});
  }

  private Experiment tiny(int seeds) throws IOException {
    Path file = directory.resolve("tiny.conf");
    Files.writeString(
        file,
        """
        claim = "a <claim>"
        refuted-by = r
        measure = mean
        seed = 5
        sweep { learners = 10, duration = 5 }
        arms = [
          { label = "λ = 1, \\"quoted\\"", gossip-rate = 1 }
          { label = "λ = ln n", gossip-rate = "ln n" }
          { label = "own", scheme = own-model, learners = 1000000, seeds = 0 }
        ]
        """);
    return ExperimentFile.read(file, List.of(), OptionalInt.of(seeds), ENGINES);
  }
}
