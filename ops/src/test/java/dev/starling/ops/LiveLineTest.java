package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.Lateness;
import dev.starling.cluster.NodeMemory;
import dev.starling.cluster.RunProgress;
import dev.starling.cluster.StalenessReport;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.AgeSummary;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessSummary;
import dev.starling.learning.Symptom;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLineTest {
  private static final int WIDE = 200;

  @Test
  void shouldTellHowARunStands() {
    LiveLine line = new LiveLine(run());
    line.render(progress(10, 800, 0), WIDE);
    assertThat(line.render(progress(12, 1000, 0), WIDE))
        .isEqualTo(
            "0:12 (0:12 left)  1,000/2,000 updates  acc 81.2/84.6/86.1%  S 1.01 p99 5 law 1.00"
                + "  λ 276 of 277  412 MB/s  3 dropped  stalest 12: 1.9 link");
  }

  @Test
  void shouldLeaveOutWhoIsLastWhereThereIsNoRoom() {
    LiveLine line = new LiveLine(run());
    line.render(progress(10, 800, 0), WIDE);
    assertThat(line.render(progress(12, 1000, 0), 115)).endsWith("3 dropped");
  }

  @Test
  void shouldTellAtOnceWhatALimitedLinkWillGive() {
    CarriedGossip all = new CarriedGossip(16, 16, 16 * 138.0, 16, 16 * 2.104);
    assertThat(new LiveLine(run()).render(progress(12, 1000, 0, all), WIDE))
        .contains("λ 276 of 277, clamped to 138: S≈2.10  ");
    CarriedGossip some = new CarriedGossip(16, 3, 16 * 250.0, 16, 16 * 1.204);
    assertThat(new LiveLine(run()).render(progress(12, 1000, 0, some), WIDE))
        .contains("λ 276 of 277, clamped 3/16 to 250: S≈1.20  ");
    CarriedGossip lawless = new CarriedGossip(16, 16, 16 * 138.0, 0, 0);
    assertThat(new LiveLine(run()).render(progress(12, 1000, 0, lawless), WIDE))
        .contains("λ 276 of 277, clamped to 138  ");
  }

  @Test
  void shouldFitATerminalOfEightyColumns() {
    LiveLine line = new LiveLine(run());
    line.render(progress(10, 800, 0), WIDE);
    assertThat(line.render(progress(12, 1000, 0), 79))
        .contains("1.01/5", "law 1.00", "276/277")
        .endsWith("dr")
        .hasSizeLessThan(80);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40, 60, 100, 120})
  void shouldNeverBeWiderThanItMay(int width) {
    assertThat(new LiveLine(run()).render(progress(12, 1000, 0), width).length())
        .isLessThanOrEqualTo(width);
  }

  @Test
  void shouldShowTheLossWhereThereIsNoAccuracy() {
    RunProgress regression = progress(12, 1000, Double.NaN);
    assertThat(new LiveLine(run()).render(regression, WIDE)).contains("loss 0.41/0.43/0.46");
  }

  @Test
  void shouldSayNothingOfGossipWhenThereIsNone() {
    RunDescription alone = run("run.learners=1");
    assertThat(new LiveLine(alone).render(progress(12, 1000, 0), WIDE))
        .isEqualTo("0:12 (0:12 left)  1,000/2,000 updates  acc 81.2/84.6/86.1%");
  }

  @Test
  void shouldCountDownToTheNearestLimit() {
    RunDescription timed = run("run.seconds=15");
    assertThat(new LiveLine(timed).render(progress(12, 1000, 0), WIDE))
        .startsWith("0:12 (0:03 left)");
    RunDescription endless = run("run.seconds=15", "run.updates=0");
    assertThat(new LiveLine(endless).render(progress(12, 1000, 0), WIDE))
        .startsWith("0:12 (0:03 left)  1,000 updates");
  }

  private static RunDescription run(String... overrides) {
    return RunConfig.load(Optional.empty(), List.of(overrides)).describe("run");
  }

  /**
   * @param offset is added to accuracies; NaN for a run without them
   */
  static RunProgress progress(double seconds, long updates, double offset) {
    return progress(seconds, updates, offset, CarriedGossip.NONE);
  }

  private static RunProgress progress(
      double seconds, long updates, double offset, CarriedGossip carried) {
    Totals totals = Totals.none();
    totals.add(Tally.BYTES_SENT, (long) (412e6 * seconds));
    totals.add(Tally.DROPPED_ABSENT, 2);
    totals.add(Tally.DROPPED_FOREIGN, 1);
    return new RunProgress(
        seconds,
        1,
        2,
        16,
        16,
        0,
        updates,
        updates + 0.5,
        updates + 1,
        83.4,
        276.1,
        276.9,
        276.7,
        carried,
        0.8121 + offset,
        0.8456 + offset,
        0.861 + offset,
        0.412,
        0.433,
        0.461,
        0.002,
        staleness(),
        1.002,
        0.997,
        1.004,
        totals,
        Lateness.NONE,
        Lateness.NONE,
        NodeMemory.NONE,
        new Diagnosis(12, 100, 1.93, 1000, 1001, Symptom.UNSENT_PUSHES, 0.31),
        new Diagnosis(3, 100, 1.0, 990, 1001, Symptom.NONE, 0));
  }

  private static StalenessReport staleness() {
    double[] none = {};
    return new StalenessReport(
        true,
        new StalenessSummary(
            500,
            0,
            10_000_000_000L,
            1.004,
            0.006,
            1,
            5,
            14,
            3.3,
            1,
            none,
            none,
            1.011,
            5,
            6,
            0,
            AgeSummary.NONE,
            none));
  }
}
