package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.starling.sim.trial.VirtualTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFileTest {
  private static final String HEAD = "claim = c\nrefuted-by = r\nmeasure = [mean]\n";

  private static final Map<String, SweepEngine> ENGINES =
      ExperimentCatalogue.engines(new VirtualTrials());

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep { lerners = 3 } | :4: unknown key sweep.lerners; did you mean sweep.learners?",
        "arms = [{ lable = x }] | :4: unknown key arms.lable; did you mean arms.label?",
        "verticl = linear | :4: unknown key verticl; did you mean vertical?",
        "seeds = 0 | :4: seeds = 0: must be at least 1",
        "engine = turbo | :4: engine = turbo: must be one of staleness, learners",
        "sweep { learners = [2, 0] } | :4: learners = 0: must be at least 1",
        "sweep { learners = [] } | :4: learners = []: an empty list",
        "sweep { gossip-rate = -1 } | :4: gossip-rate = -1: a rate must be above 0",
        "sweep { gossip-rate = ln m } | :4: gossip-rate = ln m: \"ln m\" is no number",
        "sweep { update-rate = 2 * } | :4: Expecting close brace",
        "sweep { update-rate = \"2 *\" } | :4: update-rate = 2 *: \"2 *\" is no number",
        "sweep { scheme = shout } | :4: scheme = shout: there is no scheme \"shout\"",
        "sweep { topology = star } | :4: topology = star:",
        "sweep { topology = ring } | :4: topology = ring: on topology ring no theory",
        "sweep { scheme = freshest, hop-delay = 1 } | :4: hop-delay = 1: scheme freshest",
        "sweep { gossip-shift = -1 } | :4: gossip-shift = -1: must be at least 0",
      })
  void shouldNameFileLineAndKeyOfWhatIsWrong(String line, String part) throws IOException {
    Path file = write(HEAD + line + "\n");
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of(), OptionalInt.empty(), ENGINES))
        .isInstanceOf(RunConfigException.class)
        .hasMessageContaining("mine.conf" + part);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep { run { lerners = 3 } } | :5: unknown key sweep.run.lerners; did you mean",
        "sweep { run.learners = [2, 0] } | :5: run.learners = 0: must be at least 1",
        "sweep { run.topology = star } | :5: run.topology: there is no topology 'star'",
        "sweep { gossip.rate = -1 } | :5: gossip.rate must be at least 0",
        "sweep { gossip.rate = ln m } | :5: gossip.rate = ln m: \"ln m\" is no number",
        "sweep { network.loss = 2 } | :5: network.loss",
        "sweep { trial.method = magic } | :5: trial.method = magic: must be one of [gossip,",
        "sweep { trial.repeats = 0 } | :5: trial.repeats must be at least 1, was 0",
        "sweep { run.seconds = 5, trial.burn-in = 9 } | :5: trial.burn-in of 9.0 s leaves nothing",
        "sweep { trial.method = isolated } | :5: trial.method isolated has no staleness: only",
        "sweep { trial.method = synchronous } | :4: gossip.rate must be above 0 and gossip.capacity",
        "sweep { trial.method = synchronous, gossip.rate = 1 } | :5: gossip.rate must be above 0",
        "sweep { trial.method = synchronous, gossip.capacity = fixed } | :4: gossip.rate must be above",
        "sweep { churn.events = 5s crash 1 }, measure = decay | :5: churn.events must take no learner",
        "measure = power | :5: run.model must be linear on data.source synthetic:two-means",
        "measure = speed | :5: measure = speed: must be one of staleness, local-staleness",
      })
  void shouldNameThemForLearnersToo(String line, String part) throws IOException {
    Path file =
        write("claim = c\nrefuted-by = r\nengine = learners\nmeasure = [staleness]\n" + line);
    assertThatThrownBy(() -> ExperimentFile.read(file, List.of(), OptionalInt.empty(), ENGINES))
        .isInstanceOf(RunConfigException.class)
        .hasMessageContaining("mine.conf" + part);
  }

  @Test
  void shouldTakeAListForOneValueOfAKeyThatIsAList() throws IOException {
    Path file =
        write(
            """
            claim = c
            refuted-by = r
            engine = learners
            measure = [staleness]
            sweep { run.learners = 10, clock { kind = paced, speeds = [0.5, 1.5] } }
            arms = [{ gossip { capacity = fixed, rate = "2 * ln n" } }]
            """);
    Experiment experiment = ExperimentFile.read(file, List.of(), OptionalInt.of(1), ENGINES);
    assertThat(experiment.points()).hasSize(1);
    List<SweepKey> keys = experiment.keys();
    assertThat(keys)
        .extracting(SweepKey::column)
        .containsExactly(
            "clock_kind", "clock_speeds", "gossip_capacity", "gossip_rate", "run_learners");
    assertThat(experiment.points().get(0).settings(keys))
        .containsExactly(
            "paced", "[0.5,1.5]", "fixed", Double.toString(2 * StrictMath.log(10)), "10");
  }

  @Test
  void shouldMakeEveryCombinationOfTheListsInEveryArm() throws IOException {
    Path file =
        write(
            HEAD
                + "seeds = 3\nsweep { learners = [10, 20], gossip-shift = \"1 / lambda\" }\n"
                + "arms = [{ label = a, gossip-rate = [1, n] }, { label = b, learners = 5 }]\n"
                + "from = [{ learners = 20, seeds = 2, duration = 7 }]\n");
    Experiment experiment = ExperimentFile.read(file, List.of(), OptionalInt.empty(), ENGINES);
    assertThat(experiment.points())
        .extracting(
            SweepPoint::arm,
            point -> point.setting(StalenessKey.LEARNERS),
            point -> point.number(StalenessKey.GOSSIP_RATE),
            point -> point.number(StalenessKey.GOSSIP_SHIFT),
            point -> point.number(StalenessKey.DURATION),
            SweepPoint::seeds)
        .containsExactly(
            tuple("a", "10", 1.0, 1.0, 20.0, 3),
            tuple("a", "20", 1.0, 1.0, 7.0, 2),
            tuple("a", "10", 10.0, 0.1, 20.0, 3),
            tuple("a", "20", 20.0, 0.05, 7.0, 2),
            tuple("b", "5", StrictMath.log(5), 1 / StrictMath.log(5), 20.0, 3));
    assertThat(ExperimentFile.read(file, List.of(), OptionalInt.of(1), ENGINES).runs())
        .isEqualTo(5);
  }

  @Test
  void shouldLetOverridesStandOverTheFile() throws IOException {
    Path file = write(HEAD);
    Experiment experiment =
        ExperimentFile.read(
            file,
            List.of("sweep.learners=[3, 4]", "sweep.scheme=pull"),
            OptionalInt.empty(),
            ENGINES);
    assertThat(experiment.points())
        .extracting(point -> point.setting(StalenessKey.LEARNERS))
        .containsExactly("3", "4");
    assertThat(experiment.text()).contains("pull");
  }

  @Test
  void shouldReadEveryBundledExperiment() throws IOException {
    Path folder = Path.of(Files.isDirectory(Path.of("experiments")) ? "." : "sim", "experiments");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".conf")).toList();
      assertThat(found)
          .extracting(file -> file.getFileName().toString().replace(".conf", ""))
          .containsExactlyInAnyOrderElementsOf(ExperimentCatalogue.names());
      for (Path file : found) {
        assertThat(ExperimentFile.read(file, List.of(), OptionalInt.empty(), ENGINES).runs())
            .isPositive();
      }
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("mine.conf"), text);
  }
}
