package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.run.ChurnEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChurnTraceTest {
  @TempDir private Path directory;

  @Test
  void shouldReadTheEventsOfAKey() {
    assertThat(ChurnTrace.ofKey("40s join 1-2; 1.5m speed:0.5 0;", 3))
        .containsExactly(
            ChurnEvent.of(40, 1, ChurnEvent.Kind.JOIN),
            ChurnEvent.of(40, 2, ChurnEvent.Kind.JOIN),
            ChurnEvent.speed(90, 0, 0.5));
    assertThat(ChurnTrace.ofKey("", 3)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "40s join | must be TIME EVENT LEARNERS",
        "40 join 1 | a time has its unit, such as 40s or 500ms, was '40'",
        "40s join 1-4 | there is no learner 4: they are 0 to 3",
        "40s join 2-1 | learners are named from the lower to the higher",
        "40s join all | learners are named like 0-7,12, was 'all'",
        "40s vanish 1 | event must be join, leave, crash or speed:FACTOR, was 'vanish'",
        "40s speed:fast 1 | not a number",
        "40s speed:0 1 | the speed of a learner must be above 0, was 0",
      })
  void shouldQuoteThePartOfAKeyThatIsWrong(String part, String message) {
    assertThatThrownBy(() -> ChurnTrace.ofKey("1s leave 0; " + part, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + part + "': ")
        .hasMessageContaining(message);
  }

  @Test
  void shouldReadAFile() throws IOException {
    Path file =
        trace("seconds,learner,event\n# a comment\n12.5,3,crash\n\n20,3,join\n30,0,speed:0.25\n");
    assertThat(ChurnTrace.ofFile(file, 4))
        .containsExactly(
            ChurnEvent.of(12.5, 3, ChurnEvent.Kind.CRASH),
            ChurnEvent.of(20, 3, ChurnEvent.Kind.JOIN),
            ChurnEvent.speed(30, 0, 0.25));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2,9,join | there is no learner 9: they are 0 to 3",
        "1,0,vanish | event must be join, leave, crash or speed:FACTOR, was 'vanish'",
        "soon,0,join | not a number",
        "1,0 | must be seconds,learner,event, was '1,0'",
      })
  void shouldNameTheLineOfAFileThatIsWrong(String line, String message) throws IOException {
    Path file = trace("1,0,leave\n" + line + "\n");
    assertThatThrownBy(() -> ChurnTrace.ofFile(file, 4))
        .hasMessageStartingWith(file + ", line 2: ")
        .hasMessageContaining(message);
    assertThatThrownBy(() -> ChurnTrace.ofFile(directory.resolve("none.csv"), 4))
        .hasMessage("there is no file " + directory.resolve("none.csv"));
  }

  @Test
  void shouldPutTheEventsOfKeyAndFileIntoTheDescription() throws IOException {
    Path file = trace("2,3,crash\n");
    RunConfig config =
        RunConfig.load(
            Optional.empty(),
            List.of("churn.trace=" + file, "churn.events=3s leave 1", "churn.detection=500ms"));
    assertThat(config.describe("run").churn().events())
        .containsExactly(
            ChurnEvent.of(2, 3, ChurnEvent.Kind.CRASH), ChurnEvent.of(3, 1, ChurnEvent.Kind.LEAVE));
    assertThat(config.describe("run").churn().detectionSeconds()).isEqualTo(0.5);
    assertThat(config.warningsInRealTime()).isEmpty();
  }

  @Test
  void shouldNameTheKeyThatDoesNotFit() {
    assertThatThrownBy(() -> RunConfig.load(Optional.empty(), List.of("churn.events=soon")))
        .isInstanceOf(RunConfigException.class)
        .hasMessageStartingWith("churn.events: 'soon': must be TIME EVENT LEARNERS");
    RunConfig natural = RunConfig.load(Optional.empty(), List.of("churn.events=1s speed:2 0"));
    assertThatThrownBy(natural::requireRealTime)
        .isInstanceOf(RunConfigException.class)
        .hasMessageStartingWith("churn.events = 1s speed:2 0: a learner with a natural clock");
  }

  @Test
  void shouldFindFilesAgainFromAnotherDirectory() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path file = Files.createTempFile(here.resolve("target"), "trace", ".csv");
    Files.writeString(file, "2,3,crash\n");
    Path relative = here.relativize(file);
    String rendered =
        RunConfig.load(
                Optional.empty(),
                List.of("churn.trace=" + relative, "data.source=csv:mine.csv?target=y"))
            .render();
    assertThat(rendered)
        .contains("trace = \"" + file + "\"")
        .contains("source = \"csv:" + here.resolve("mine.csv") + "?target=y\"");
    Files.delete(file);
  }

  private Path trace(String text) throws IOException {
    return Files.writeString(directory.resolve("trace.csv"), text);
  }
}
