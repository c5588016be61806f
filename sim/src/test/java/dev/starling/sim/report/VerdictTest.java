package dev.starling.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.Verdict.Outcome;
import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SampleSummary;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.SummaryJson;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final BoundsSummary BOUNDS =
      BoundsSummary.of(true, 0.857, new Spread(0.18, 0.34, 0.52));

  @Test
  void shouldBePleasedWithinTwoPointsOfCentralised() {
    assertThat(ofWorst(0.84, BOUNDS).outcome()).isEqualTo(Outcome.WORKED);
    assertThat(ofWorst(0.86, BOUNDS).detail()).contains("0.3 points above centralised SGD");
  }

  @Test
  void shouldCallItHelpWhenTheWorstLearnerOnlyBeatsTrainingAlone() {
    assertThat(ofWorst(0.80, BOUNDS).outcome()).isEqualTo(Outcome.HELPED);
  }

  @Test
  void shouldCallItAFailureWhenTheWorstLearnerDoesNotBeatTrainingAlone() {
    assertThat(ofWorst(0.30, BOUNDS).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void shouldSayWhenTrainingAloneIsAsGood() {
    BoundsSummary iid = BoundsSummary.of(true, 0.857, new Spread(0.84, 0.85, 0.86));

    assertThat(ofWorst(0.845, iid).outcome()).isEqualTo(Outcome.NOT_NEEDED);
  }

  @Test
  void shouldNotJudgeWithoutBounds() {
    assertThat(ofWorst(0.845, null).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldSayWhatALimitedLinkGives() {
    RunSummary sample = SampleSummary.whole();
    GossipSummary gossip =
        new GossipSummary(
            40.2, null, 80.5, 1, 1, 0, 0, 1, null, 1, null, new Clamp(0.95, 41.0, 2.4));
    RunSummary held =
        RunSummary.builder(sample.run()).accuracy(sample.accuracy()).gossip(gossip).build();

    assertThat(Verdict.of(held).detail())
        .endsWith(
            "Link or lane held the gossip back for 95.0\u00a0% of the learners' time: 41.0 pushes per"
                + " second, which gives a staleness of 2.40.");
    assertThat(Verdict.of(sample).detail()).doesNotContain("held");
  }

  @Test
  void shouldJudgeRegressionByItsLoss() {
    BoundsSummary bounds = BoundsSummary.of(false, 1.0, new Spread(2, 3, 4));

    assertThat(ofLoss(1.04, bounds).outcome()).isEqualTo(Outcome.WORKED);
    assertThat(ofLoss(1.5, bounds).outcome()).isEqualTo(Outcome.HELPED);
    assertThat(ofLoss(3.5, bounds).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void shouldSayThatLearnersDivergedAndThatARunWasInterrupted() {
    RunIdentity run = SampleSummary.whole().run();
    BoundsSummary bounds = BoundsSummary.of(true, 0.11, new Spread(0.1, 0.1, 0.1));
    RunSummary diverged =
        RunSummary.builder(run).bounds(bounds).divergence(new DivergenceSummary(3, 17)).build();

    assertThat(Verdict.of(diverged).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(Verdict.of(diverged).headline()).startsWith("It diverged: 3 of 16 learners");
    assertThat(SummaryTable.of(diverged))
        .extracting(SummaryTable.Row::value)
        .contains("11.0\u00a0%", "17");
    assertThat(SummaryJson.read(SummaryJson.write(diverged))).isEqualTo(diverged);
  }

  @Test
  void shouldWriteNumbersAsPeopleReadThem() {
    assertThat(Numbers.percent(0.84649)).isEqualTo("84.6\u00a0%");
    assertThat(Numbers.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numbers.count(-1000)).isEqualTo("-1,000");
    assertThat(Numbers.bytes(5_736_960_000L)).isEqualTo("5.74\u00a0GB");
    assertThat(Numbers.bytes(12)).isEqualTo("12.0\u00a0bytes");
    assertThat(Numbers.compact(0.0021)).isEqualTo("0.00210");
    assertThat(Numbers.compact(0.00001)).isEqualTo("1.00e-05");
    assertThat(Numbers.compact(1234.5)).isEqualTo("1,234");
    assertThat(Numbers.compact(null)).isEqualTo("–");
  }

  private static Verdict ofWorst(double worst, BoundsSummary bounds) {
    return Verdict.of(
        RunSummary.builder(SampleSummary.whole().run())
            .accuracy(new AccuracySummary(worst, 0.9, 0.9, null))
            .bounds(bounds)
            .build());
  }

  private static Verdict ofLoss(double worst, BoundsSummary bounds) {
    return Verdict.of(
        RunSummary.builder(SampleSummary.whole().run())
            .loss(new Spread(0.5, 1, worst))
            .bounds(bounds)
            .build());
  }
}
