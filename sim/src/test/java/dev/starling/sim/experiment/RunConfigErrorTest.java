package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunConfigErrorTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "run.lerners = 4 § unknown key run.lerners; did you mean run.learners?",
        "learners = 4 § unknown key learners; did you mean run.learners?",
        "run { model { width = 64 } } § run.model needs a value, such as mlp:64",
        "run.seed = null § run.seed needs a value, such as 7",
        "run = 4 § run is a section: write run { … } with its keys inside",
        "akka = 4 § akka is a section: write akka { … } with its keys inside",
        "steps.tau = many § steps.tau = many: must be a whole number of at least 1",
        "steps.tau = 1.5 § steps.tau = 1.5: must be a whole number of at least 1",
        "run.updates = 1e99 § run.updates = 1e99: must be a whole number, such as 2000",
        "run.updates = -1 § run.updates must be at least 0, was -1",
        "run.learners = 0 § run.learners = 0: must be a whole number of at least 1",
        "steps.size = fast § steps.size = fast: must be a number, such as 0.3",
        "steps.size = [1] § steps.size = [1]: must be text, such as 0.3",
        "steps.size = 0 § steps.size must be above 0, was 0",
        "steps.momentum = 1 § steps.momentum must lie in [0, 0.9999], was 1",
        "steps.atomic = maybe § steps.atomic = maybe: must be one of true, false",
        "steps.schedule = linear § steps.schedule must be one of constant, cosine, was 'linear'",
        "run.init = mine § run.init = mine: must be one of common, own",
        "clock.speeds = [1, fast] § clock.speeds = [1, fast]: must be a list of numbers, such as"
            + " [0.5, 1.5]",
        "clock.compute-delay = 5 § clock.compute-delay = 5: must be a time with its unit, such as"
            + " 0s",
        "measuring.grid = soon § measuring.grid = soon: must be a time with its unit, such as 20ms",
        "measuring.grid = 0s § measuring.grid must lie in [0.001, 3600], was 0",
        "run.until = 0.85 § run.until = 0.85: must be accuracy:SHARE with a share in (0, 1], such"
            + " as accuracy:0.85",
        "run.until = \"accuracy:85\" § run.until = accuracy:85: must be accuracy:SHARE with a share"
            + " in (0, 1], such as accuracy:0.85",
        "faults.loss = 0.3 § faults.loss = 0.3: loses pushes on purpose, for tests and experiments"
            + " only; set faults.enabled = true if that is meant",
        "faults.delay = \"fixed:0.1\" § faults.delay = fixed:0.1: holds pushes back on purpose, for"
            + " tests and experiments only; set faults.enabled = true if that is meant",
        "faults.delay = slow § faults.delay must be none, fixed:SECONDS, uniform:LOW,HIGH or"
            + " exponential:MEAN, was 'slow'",
        "faults.duplication = 0.1 § faults.duplication = 0.1: doubles pushes on purpose, for tests"
            + " and experiments only; set faults.enabled = true if that is meant",
        "faults.links = \"3-99>*\" § faults.links names learner 99: they are 0 to 15",
        "faults.egress = 0.5 § faults.egress must be at least 1, was 0.5",
        "faults.egress = 1000 § faults.egress = 1000: slows a node's link on purpose, for tests and"
            + " experiments only; set faults.enabled = true if that is meant",
        "record.learner = 16 § record.learner = 16: must be a whole number in [0, 15]",
        "record.learner = all § record.learner = all: must be a whole number in [0, 15]",
        "cluster.port = 70000 § cluster.port = 70000: must be a whole number in [0, 65535]",
        "cluster.tls.key = a.key § cluster.tls.key = a.key: needs cluster.tls.certificate and"
            + " cluster.tls.authority beside it",
        "cluster.lanes = all § cluster.lanes = all: must be a whole number of at least 1",
        "output.directory = \"\" § output.directory = : must not be empty",
        "run.model = tree § run.model: no model is called 'tree'; there are linear, logistic,"
            + " softmax, mlp:WIDTH[,WIDTH…][:relu|:tanh] and class:NAME",
        "gossip.feedback-gain = 2 § gossip.feedback-gain: feedback gain must be in (0, 1], was 2.0",
        "data.split = dirichle § data.split: unknown split 'dirichle' (did you mean dirichlet?);"
            + " known: iid, dirichlet:ALPHA, shards:K, sorted, ranges, quantity:ALPHA",
        "run.topology = star § run.topology: there is no topology 'star'; choose"
            + " complete, ring, random-regular:K or edges:FILE",
      })
  void shouldTellTheFileTheLineAndWhatWouldBeRight(String line, String message) {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("# first line\n\n" + line + "\n"))
        .withMessage(file() + ":3: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "run.lerners=4 § unknown key run.lerners; did you mean run.learners?",
        "steps.tau=many § steps.tau = many: must be a whole number of at least 1",
        "run.seed= § run.seed = : must be a whole number, such as 7",
        "steps.size=-1 § steps.size must be above 0, was -1",
        "learners § cannot set 'learners': write key=value, such as run.learners=8",
        "=8 § cannot set '=8': write key=value, such as run.learners=8",
        "run..seed=8 § cannot set 'run..seed': a key looks like run.seed",
        "run=8 § run is a section: write run { … } with its keys inside",
      })
  void shouldTellWhatIsWrongWithAnOverride(String override, String message) {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> RunConfig.load(Optional.empty(), List.of(override)))
        .withMessage(message);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void shouldTellThePlaceOfAListWhereNoneBelongs(String key) {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("\n" + key + " = [no, list]\n"))
        .withMessageStartingWith(file() + ":2: " + key)
        .withMessageNotContaining("\n");
  }

  static Stream<String> keys() {
    return RunConfig.keys().stream().map(KeyDoc::key);
  }

  @Test
  void shouldTellTheFirstOfSeveralFaults() {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("zzz = 1\naaa = 2\n"))
        .withMessageStartingWith(file() + ":1: unknown key zzz;");
  }

  @Test
  void shouldTellThatARunNeedsAnEnd() {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("run.updates = 0"))
        .withMessage("a run needs an end: set run.updates or run.seconds above 0");
  }

  @Test
  void shouldTellTheLineThatIsNotHocon() {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("run {\n  learners = 4\n"))
        .withMessageStartingWith(file() + ":3: ")
        .withMessageNotContaining("\n");
  }

  @Test
  void shouldAdviseQuotesWhereHoconNeedsThem() {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("run.model = mlp:64\n"))
        .withMessageStartingWith(file() + ":1: ")
        .withMessageContaining("double quotes")
        .withMessageNotContaining("properties");
  }

  @Test
  void shouldTellWhatAReferenceMisses() {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("\nrun.model = ${no.such.key}\n"))
        .withMessageStartingWith(file() + ":2: ")
        .withMessageContaining("${no.such.key}");
  }

  @Test
  void shouldTellThatThereIsNoFile() {
    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> RunConfig.load(Optional.of(file()), List.of()))
        .withMessage("there is no configuration file " + file());
  }

  @Test
  void shouldTellTheFileThatWasIncluded() throws IOException {
    Path included = Files.writeString(directory.resolve("part.conf"), "steps.tau = many\n");

    assertThatExceptionOfType(RunConfigException.class)
        .isThrownBy(() -> load("include \"part.conf\"\n"))
        .withMessageStartingWith(included + ":1: steps.tau");
    assertThat(included).exists();
  }

  private RunConfig load(String text) throws IOException {
    return RunConfig.load(Optional.of(Files.writeString(file(), text)), List.of());
  }

  private Path file() {
    return directory.resolve("my.conf");
  }
}
