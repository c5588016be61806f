package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.NodeArrival;
import dev.starling.cluster.NodeDeparture;
import dev.starling.cluster.RunEvent;
import dev.starling.sim.experiment.RunConfig;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final String CLEAR = "\r\u001b[K";
  private static final RunEvent.Attended ARRIVED_AT_21_5 =
      new RunEvent.Arrived(new NodeArrival("d", 20, 21.5, 0, Double.NaN));

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void shouldPutWhoComesAboveTheLineThatIsWrittenOver() {
    LiveView view = view(79, false);
    view.show(LiveLineTest.progress(20, 800, 0));
    said.reset();
    view.tell(ARRIVED_AT_21_5);
    view.show(LiveLineTest.progress(22, 900, 0));
    assertThat(lines().get(0))
        .isEqualTo(
            CLEAR
                + "0:22  node d has joined: its clocks ran 1.5 s after it was asked to take part");
    assertThat(lines().get(1)).startsWith(CLEAR + "0:22");
  }

  @Test
  void shouldGiveWhoComesAPlainLineWhereThereIsNoTerminal() {
    LiveView view = view(0, false);
    view.tell(ARRIVED_AT_21_5);
    assertThat(lines()).singleElement().asString().startsWith("0:22  node d has joined");
  }

  @Test
  void shouldTellWhenItHeardOfALossThatNobodyCouldDate() {
    LiveView view = view(0, false);
    view.show(LiveLineTest.progress(65, 800, 0));
    said.reset();
    view.tell(
        new RunEvent.Departed(
            new NodeDeparture(
                "a", "lost", Double.NaN, Double.NaN, Double.NaN, Double.NaN, 4, 0, 0, 0)));
    assertThat(lines()).containsExactly("1:05  node a was lost; 4 learners lived there");
  }

  @Test
  void shouldStayQuietWhenTold() {
    LiveView view = view(0, true);
    view.tell(ARRIVED_AT_21_5);
    assertThat(lines()).isEmpty();
  }

  private LiveView view(int width, boolean quiet) {
    PrintStream people = new PrintStream(said, true, StandardCharsets.UTF_8);
    PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new LiveView(
        new Console(nobody, people, width),
        RunConfig.load(Optional.empty(), List.of()).describe("run"),
        quiet);
  }

  private List<String> lines() {
    String all = said.toString(StandardCharsets.UTF_8);
    return all.isEmpty() ? List.of() : List.of(all.split("\n"));
  }
}
