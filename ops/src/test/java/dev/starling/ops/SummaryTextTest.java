package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.ArrivalSummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.ConsensusSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.LaneShares;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.OutageSummary;
import dev.starling.sim.summary.ReturnedLearner;
import dev.starling.sim.summary.ReturnsSummary;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.UnlistedAttendance;
import dev.starling.sim.summary.UpdateSummary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

  @Test
  void shouldPutWhatWasMeasuredBesideWhatWasToBe() {
    assertThat(SummaryText.of(summary(true)))
        .isEqualTo(
            """
            run         20261120-071500-seed7: 16 learners, fashion-mini, mlp:64, dirichlet:0.1
                        24.1 s on 1 node, end: updates
            accuracy    worst 84.5 %  median 85.2 %  best 86.0 %  of each learner's own model, test part
                        worst learner at 80 % on the validation part: after 6.4 s
            loss        min 0.41  median 0.43  max 0.46
            consensus   rms 0.0021 from the mean model
            centralised 85.7 %  SGD on the pooled data, as many sample gradients
            alone       worst 17.6 %  median 34.1 %  best 52.1 %  the same learners without gossip
            updates     2,000 by the slowest learner, 32,048 in all, 83.4 per second and learner
            gossip      λ 276 per second and learner (the law asks 277)
                        λ/r 3.31, by the law 3.32
                        106,198 pushes mixed, 31 partial, 11 lost, 204 busy; 5.74 GB moved
                        frames dropped:  absent 3
            staleness   1.004 ± 0.006 updates (the law says 1.002, target 1.00)
                        p99 5.00, max 14.0, worst holder 3.31, learners' own samples 1.00
            """);
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    assertThat(SummaryText.of(summary(false)))
        .isEqualTo(
            """
            run         20261120-071500-seed7: 16 learners, fashion-mini, mlp:64, dirichlet:0.1
                        24.1 s on 1 node, end: updates
            loss        none is finite
            """);
  }

  @Test
  void shouldTellInALineOrTwoHowLearnersCameBack() {
    ReturnedLearner worse = returned(3, 0.805);
    ReturnedLearner better = returned(4, 0.83);
    RunSummary run = summary(false);
    assertThat(
            SummaryText.of(
                run.toBuilder()
                    .arrivals(List.of(new ArrivalSummary("d", 20.0, 1.5, 2, 14.5)))
                    .returns(ReturnsSummary.of(List.of(worse, better), 0, 1))
                    .outages(List.of(new OutageSummary("c", 1, 1.23)))
                    .unlisted(new UnlistedAttendance(2, 1, 0))
                    .build()))
        .endsWith(
            """
            joined      node d at 20.0 s, its clocks ran 1.5 s later; 2 learners moved there within 14.5 s
            returned    2 returns of learners that were lost or moved, within 1.3 s each (2 from a peer's push); 1 are not live again
                        first accuracy of each at worst 1.5 points below its last before
            outages     node c: 1 of its media driver, 1.2 s in all
            not listed  2 departures, 1 arrivals, outages of 0 nodes
            """);
    assertThat(
            SummaryText.of(
                run.toBuilder().returns(ReturnsSummary.of(List.of(better), 0, 0)).build()))
        .endsWith(
            """
            returned    1 return of learners that were lost or moved, within 1.3 s each (1 from a peer's push)
                        first accuracy of each at least 1.0 points above its last before
            """);
  }

  @Test
  void shouldSayInPlainWordsThatNoLearnerCameBack() {
    RunSummary run =
        summary(false).toBuilder().returns(ReturnsSummary.of(List.of(), 0, 12)).build();
    assertThat(SummaryText.of(run))
        .endsWith("returned    none of 12 learners that were lost or moved\n");
  }

  private static ReturnedLearner returned(int learner, double accuracyAfter) {
    return new ReturnedLearner(
        learner, "lost", "b", "c", 9.0, 1.3, 0, 70, 1, 70, "push", 5, 0.82, 0.9, accuracyAfter);
  }

  @Test
  void shouldCallTheBoundsOfADivergedRunWhatTheyAre() {
    RunSummary run = summary(true);
    RunSummary diverged =
        RunSummary.builder(run.run())
            .bounds(BoundsSummary.of(true, 0.11, new Spread(0.1, 0.1, 0.1)))
            .divergence(new DivergenceSummary(16, 40))
            .build();
    assertThat(SummaryText.of(diverged))
        .contains("centralised 11.0 %  SGD", "alone       worst 10.0 %")
        .contains("diverged    16 learners of 16 at the end, 40 times in all");
  }

  @Test
  void shouldSayWhatALimitedLinkAndItsLanesCarried() {
    RunSummary run = summary(true);
    GossipSummary gossip = run.gossip();
    RunSummary held =
        RunSummary.builder(run.run())
            .updates(run.updates())
            .gossip(
                new GossipSummary(
                    gossip.required() / 4,
                    null,
                    gossip.required(),
                    1,
                    1,
                    0,
                    0,
                    1,
                    null,
                    1,
                    null,
                    new Clamp(0.98, 138.2, 2.113)))
            .lanes(new LaneShares(2, 0.4, 0.25, 0.2, 0.05, 0.1))
            .build();
    assertThat(SummaryText.of(held))
        .contains(
            "held back by link or lane for 98.0 % of the time: λ 138, which predicts a"
                + " staleness of 2.11")
        .contains(
            "so much gossip would keep the staleness target at --update-rate "
                + Figures.compact(run.updates().rate() / 4))
        .contains(
            "lanes       2: steps 40.0 %, receiving 25.0 %, sending 20.0 %, evaluation 5.0 %,"
                + " idle 10.0 %");
  }

  private static RunSummary summary(boolean whole) {
    RunIdentity run =
        new RunIdentity(
            "20261120-071500-seed7",
            7,
            "0.1.0",
            "cluster",
            16,
            1,
            24.1,
            2000,
            "updates",
            "fashion-mini",
            "mlp:64",
            "dirichlet:0.1",
            "natural");
    if (!whole) {
      return RunSummary.builder(run).build();
    }
    return RunSummary.builder(run)
        .accuracy(new AccuracySummary(0.845, 0.852, 0.860, 6.4))
        .loss(new Spread(0.412, 0.433, 0.461))
        .consensus(new ConsensusSummary(0.0021))
        .bounds(BoundsSummary.of(true, 0.857, new Spread(0.176, 0.341, 0.521)))
        .updates(new UpdateSummary(32_048, 83.4, null, null, null, null))
        .gossip(
            new GossipSummary(
                276.1,
                null,
                276.7,
                106_240,
                106_198,
                31,
                11,
                204,
                Map.of("absent", 3L),
                5_736_960_000L,
                null,
                null))
        .staleness(
            new MeasuredStaleness(
                1.004, 0.006, 1.0, 5.0, 14.0, 3.31, 1.002, false, 1.0, 1.0, 23.2, 0.997, null, null,
                null, null))
        .build();
  }
}
