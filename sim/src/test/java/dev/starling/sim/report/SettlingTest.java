package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SampleSummary;
import dev.starling.sim.summary.Settling;
import dev.starling.sim.summary.SummaryJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final String CHANGE = "10s join 1-3; 10s speed:0.5 0";

  @Test
  void shouldTakeTheTimeUntilTheWindowedMeanStaysInTheBand() {
    // Over 2 s the step of 1 fades from the window by ½ in each second: within 0.1 after 3.8 s.
    Settling settling = of(CHANGE, seconds -> seconds > 10 && seconds <= 12 ? 2 : 1);
    assertThat(settling.windowSeconds()).isEqualTo(2);
    assertThat(settling.band()).isEqualTo(0.1);
    assertThat(settling.changes()).hasSize(1);
    Settling.Change change = settling.changes().get(0);
    assertThat(change.atSeconds()).isEqualTo(10);
    assertThat(change.event()).isEqualTo("1 at speed 0.500, 3 join");
    assertThat(change.settlingSeconds()).isCloseTo(4, within(0.3));
    assertThat(change.overshoot()).isCloseTo(1, within(1e-9));
    assertThat(change.undershoot()).isZero();
  }

  @Test
  void shouldSayThatStalenessNeverLeftTheBand() {
    Settling.Change change = of(CHANGE, seconds -> 0.95).changes().get(0);
    assertThat(change.settlingSeconds()).isZero();
    assertThat(change.undershoot()).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void shouldSayThatItDidNotSettle() {
    Settling.Change change = of(CHANGE, seconds -> seconds > 10 ? 1.2 : 1).changes().get(0);
    assertThat(change.settlingSeconds()).isNull();
    assertThat(change.overshoot()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldJudgeEachChangeUntilTheNext() {
    Settling settling =
        of("10s leave 1; 15s leave 2; 19s leave 3", seconds -> seconds > 15 ? 3 : 1);
    assertThat(settling.changes().get(0).settlingSeconds()).isZero();
    assertThat(settling.changes().get(1).settlingSeconds()).isNull();
    assertThat(settling.changes().get(2).settlingSeconds()).as("watched for 1 s").isNull();
  }

  @Test
  void shouldHaveNothingToSayWithoutChangesOrATarget() {
    assertThat(of("", seconds -> 1)).isNull();
    assertThat(SettlingJudge.judge(rows(s -> 1), describe(CHANGE, "gossip.capacity=fixed")))
        .isNull();
    assertThat(SettlingJudge.judge(rows(s -> 1), describe(CHANGE, "run.topology=ring"))).isNull();
  }

  @Test
  void shouldComeBackFromJson() {
    RunSummary summary =
        SampleSummary.whole().toBuilder()
            .settling(of(CHANGE, seconds -> seconds > 10 ? 1.2 : 1))
            .build();
    assertThat(SummaryJson.write(summary))
        .contains("\"settling\" : {")
        .doesNotContain("settlingSeconds");
    assertThat(SummaryJson.read(SummaryJson.write(summary))).isEqualTo(summary);
    assertThat(SummaryJson.write(SampleSummary.whole())).doesNotContain("settling");
  }

  private static Settling of(String events, DoubleUnaryOperator staleness) {
    return SettlingJudge.judge(rows(staleness), describe(events, "measuring.window=2s"));
  }

  private static RunDescription describe(String events, String more) {
    return RunConfig.load(
            Optional.empty(),
            List.of("run.learners=4", "run.seconds=20", "churn.events=" + events, more))
        .describe("run");
  }

  /** One row every 0.25 s for 20 s. */
  private static List<MetricsRow> rows(DoubleUnaryOperator staleness) {
    List<MetricsRow> rows = new ArrayList<>();
    for (int i = 1; i <= 80; i++) {
      double seconds = 0.25 * i;
      rows.add(
          new MetricsRow(
              seconds,
              new MetricsRow.Updates(i, i, i, null, null),
              null,
              null,
              null,
              new MetricsRow.Staleness(
                  null, null, null, null, null, staleness.applyAsDouble(seconds)),
              null,
              null,
              null));
    }
    return rows;
  }
}
