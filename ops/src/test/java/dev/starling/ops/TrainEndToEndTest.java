package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.NpyFile;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SummaryJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs, with a real cluster node and media driver each, as small as they can be. */
class TrainEndToEndTest {
  /** Weights and biases of softmax regression on digits: 64·10 + 10. */
  private static final int SOFTMAX_ON_DIGITS = 650;

  @TempDir private Path folder;

  @Test
  void shouldTrainTwoLearnersAndLeaveTheirResults() {
    Path out = folder.resolve("run");
    List<String> options = new ArrayList<>(List.of("--learners", "2", "--updates", "300"));
    options.addAll(List.of("--update-rate", "200", "--average"));
    // The two are to hear of each other whatever holds up a thread for the second that it takes.
    options.addAll(List.of("--set", "cluster.lanes=1"));
    Capture run = train(out, options.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("2 learners share 1258 samples", "accuracy ", "centralised ", "staleness ")
        .contains(out.toString());

    RunDirectory directory = RunDirectory.open(out);
    RunSummary summary = directory.readSummary();
    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.run().updatesPerLearner()).isEqualTo(300);
    List<MetricsRow> rows = directory.readMetrics();
    assertThat(rows.get(rows.size() - 1).updates().min()).isEqualTo(300);
    assertThat(rows.get(rows.size() - 1).accuracy()).isNotNull();
    assertThat(rows).allMatch(row -> row.memory().heapMegabytes() > 0);
    assertThat(summary.updates().total()).isEqualTo(600);
    assertThat(summary.accuracy().min()).isGreaterThan(0.7);
    assertThat(summary.gossip().mixed()).isPositive();
    assertThat(summary.gossip().bytes()).isPositive();
    assertThat(summary.bounds().isolated().median()).isLessThan(summary.accuracy().min());
    for (Path file : List.of(directory.config(), directory.versions(), directory.metrics())) {
      assertThat(file).isNotEmptyFile();
    }
    assertThat(directory.split()).content().contains("learner samples");
    for (Path model :
        List.of(
            directory.model(),
            directory.model(0),
            directory.model(1),
            out.resolve("model-average.npy"))) {
      assertThat(NpyFile.read(model)).hasSize(SOFTMAX_ON_DIGITS);
    }

    Capture evaluation = Capture.of("evaluate", directory.model(1).toString(), "--format", "json");
    assertThat(evaluation.exit()).isEqualTo(ExitCode.OK);
    double least = summary.accuracy().min();
    double most = summary.accuracy().max();
    assertThat(accuracyIn(evaluation.out())).isBetween(least, most);
  }

  @Test
  void shouldPrintJsonAndNothingElse() {
    Capture run =
        train(folder.resolve("run"), "--updates", "50", "--no-bounds", "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    RunSummary printed = SummaryJson.read(run.out());
    assertThat(printed).isEqualTo(RunDirectory.open(folder.resolve("run")).readSummary());
    assertThat(printed.bounds()).isNull();
    assertThat(run.err()).contains("learner samples");
  }

  @Test
  void shouldTrainOneLearnerAlone() {
    Capture run = train(folder.resolve("run"), "--learners", "1", "--updates", "50", "--quiet");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    RunSummary summary = RunDirectory.open(folder.resolve("run")).readSummary();
    assertThat(summary.gossip()).isNull();
    assertThat(summary.staleness()).isNull();
    assertThat(run.out()).doesNotContain("gossip ", "learner samples");
    assertThat(run.out()).contains(": 1 learner, ", "results     ");
    assertThat(RunDirectory.open(folder.resolve("run")).report())
        .content()
        .contains(">starling train --data digits");
  }

  @Test
  void shouldWriteResultsWhenInterrupted() {
    Path out = folder.resolve("run");
    Interruption interruption = Interruption.none();
    interruption.request();
    Capture run =
        Capture.of(
            interruption, arguments(out, "--learners", "2", "--updates", "0", "--seconds", "50"));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED);
    RunSummary summary = RunDirectory.open(out).readSummary();
    assertThat(summary.run().exit()).isEqualTo("interrupted");
    assertThat(summary.bounds()).isNull();
  }

  @Test
  void shouldSayThatModelsDiverged() {
    Path out = folder.resolve("run");
    Capture run =
        train(out, "--learners", "2", "--seconds", "20", "--step-size", "1e9", "--no-bounds");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.DIVERGED);
    assertThat(run.err()).contains("starling: learners ended with models that have diverged");
    assertThat(run.err()).doesNotContain("quarantined");
    assertThat(run.out()).contains("diverged ");
    assertThat(RunDirectory.open(out).summary()).isNotEmptyFile();
  }

  private Capture train(Path out, String... more) {
    return Capture.of(arguments(out, more));
  }

  private String[] arguments(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--data", "digits", "--model", "softmax", "--out", out.toString()));
    arguments.addAll(List.of("--set", "bounds.cache=" + folder.resolve("bounds")));
    arguments.addAll(List.of("--set", "measuring.evaluation=50ms"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static double accuracyIn(String json) {
    Matcher number = Pattern.compile("\"accuracy\":([0-9.E-]+)").matcher(json);
    assertThat(number.find()).as(json).isTrue();
    return Double.parseDouble(number.group(1));
  }
}
