package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.NpyFile;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in virtual time through the command line, and what can be done with their directories. */
class SimulateEndToEndTest {
  /** Weights and biases of softmax regression on digits: 64·10 + 10. */
  private static final int SOFTMAX_ON_DIGITS = 650;

  @TempDir private Path folder;

  @Test
  void shouldLeaveTheResultsThatTrainingLeaves() {
    Path out = folder.resolve("run");
    Capture run = simulate(out, "--updates", "300", "--average", "--set", "bounds.cache=" + folder);
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("4 learners share 1258 samples", "centralised ", "staleness ", "hashes ");
    assertThat(run.err()).contains("100 %", "300 updates");

    RunDirectory directory = RunDirectory.open(out);
    RunSummary summary = directory.readSummary();
    assertThat(summary.run().host()).isEqualTo("virtual");
    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.run().updatesPerLearner()).isEqualTo(300);
    assertThat(summary.accuracy().min()).isGreaterThan(0.7);
    assertThat(summary.gossip().mixed()).isPositive();
    assertThat(summary.bounds().isolated().median()).isLessThan(summary.accuracy().min());
    assertThat(directory.versions()).content().contains("seed 7\ntrace-hash ");
    assertThat(directory.readMetrics()).isNotEmpty();
    for (Path file : List.of(directory.config(), directory.split())) {
      assertThat(file).isNotEmptyFile();
    }
    for (Path model :
        List.of(directory.model(), directory.model(3), out.resolve("model-average.npy"))) {
      assertThat(NpyFile.read(model)).hasSize(SOFTMAX_ON_DIGITS);
    }
    assertThat(Capture.of("evaluate", directory.model(1).toString()).exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldGiveTheSameHashesForTheSameSeedAlone() {
    Optional<RunHashes> first = hashes("first");
    assertThat(first).isPresent();
    assertThat(hashes("second")).isEqualTo(first);
    RunHashes other = hashes("other", "--seed", "8").orElseThrow();
    assertThat(other.trace()).isNotEqualTo(first.get().trace());
    assertThat(other.parameters()).isNotEqualTo(first.get().parameters());
  }

  @Test
  void shouldObeyTheKeysOfVirtualTime() {
    RunSummary summary =
        summaryOf(
            folder.resolve("run"),
            "--seconds",
            "1",
            "--set",
            "network.loss=0.5",
            "--set",
            "network.latency=uniform:0.001,0.002",
            "--set",
            "churn.mean-up=200ms",
            "--set",
            "churn.mean-down=50ms");
    assertThat((double) summary.gossip().lost() / summary.gossip().sent()).isBetween(0.4, 0.6);
    assertThat(summary.run().seconds()).isEqualTo(1);
  }

  @Test
  void shouldSimulateOneLearnerAlone() {
    RunSummary summary =
        summaryOf(folder.resolve("run"), "--set", "run.learners=1", "--updates", "50");
    assertThat(summary.gossip()).isNull();
    assertThat(summary.staleness()).isNull();
  }

  @Test
  void shouldPrintJsonAndNothingElse() {
    Capture run = shortly(folder.resolve("run"), "--format", "json");
    assertThat(SummaryJson.read(run.out()))
        .isEqualTo(RunDirectory.open(folder.resolve("run")).readSummary());
  }

  @Test
  void shouldReplayARun() {
    Path out = folder.resolve("run");
    shortly(out, "--set", "network.loss=0.1");
    Capture replay = Capture.of("replay", out.toString(), "--quiet");
    assertThat(replay.exit()).as(replay.err()).isEqualTo(ExitCode.OK);
    assertThat(replay.out()).containsPattern("trace hash +[0-9a-f]{16}  equal");
    assertThat(replay.out()).containsPattern("parameter hash +[0-9a-f]{16}  equal");
    assertThat(replay.err()).isEmpty();
  }

  @Test
  void shouldReplayARunUntilWhereItWasInterrupted() {
    Path out = folder.resolve("run");
    Interruption interruption = Interruption.none();
    interruption.request();
    Capture run = Capture.of(interruption, arguments(out, "--updates", "5000", "--no-bounds"));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(RunDirectory.open(out).readSummary().run().exit()).isEqualTo("interrupted");
    assertThat(Capture.of("replay", out.toString()).exit()).isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldTellARunThatIsNotTheSame() throws IOException {
    Path out = folder.resolve("run");
    shortly(out);
    Path config = RunDirectory.open(out).config();
    Files.writeString(config, Files.readString(config).replace("seed = 7", "seed = 8"));
    Capture replay = Capture.of("replay", out.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out()).contains("differs: now ");
  }

  @Test
  void shouldSayThatARunInRealTimeHasNoRecording() throws IOException {
    Path out = folder.resolve("run");
    shortly(out);
    Path summary = RunDirectory.open(out).summary();
    Files.writeString(summary, Files.readString(summary).replace("\"virtual\"", "\"cluster\""));
    Capture replay = Capture.of("replay", out.toString());
    assertThat(replay.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(replay.err().strip()).contains("without a recording").doesNotContain("\n");
  }

  @Test
  void shouldCompareRunsInOneTableAndOnePicture() {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    shortly(first);
    shortly(second, "--step-size", "0.05", "--gossip-rate", "0");
    Path pictures = folder.resolve("pictures");
    Capture answer =
        Capture.of(
            "compare",
            first.toString(),
            second.toString(),
            "--x",
            "seconds",
            "--out",
            pictures.toString());
    assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.OK);
    List<String> lines = answer.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("run ").contains("staleness", "worst %");
    assertThat(lines.get(1)).startsWith("first ").contains("virtual");
    assertThat(lines.get(2)).startsWith("second ").contains("–");
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSameSizeAs(lines.get(0)));
    assertThat(pictures.resolve("comparison-seconds.png")).isNotEmptyFile();
    assertThat(pictures.resolve("comparison-seconds.svg")).isNotEmptyFile();
    assertThat(pictures.resolve("comparison.html")).isNotEmptyFile();
  }

  private Optional<RunHashes> hashes(String name, String... more) {
    shortly(folder.resolve(name), more);
    return RunHashes.read(RunDirectory.open(folder.resolve(name)));
  }

  private static RunSummary summaryOf(Path out, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--no-bounds");
    Capture run = simulate(out, all.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return RunDirectory.open(out).readSummary();
  }

  private static Capture shortly(Path out, String... more) {
    List<String> all = new ArrayList<>(List.of("--updates", "100", "--no-bounds"));
    all.addAll(List.of(more));
    Capture run = simulate(out, all.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private static Capture simulate(Path out, String... more) {
    return Capture.of(arguments(out, more));
  }

  private static String[] arguments(Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("simulate", "--data", "digits"));
    arguments.addAll(List.of("--model", "softmax", "--out", out.toString()));
    arguments.addAll(List.of("--set", "measuring.evaluation=50ms", "--set", "run.learners=4"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
