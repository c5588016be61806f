package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.Origins;
import dev.starling.learning.OwnVersions;
import dev.starling.learning.StalenessGrid;
import dev.starling.learning.StalenessPart;
import dev.starling.learning.StalenessSummary;
import dev.starling.learning.VersionVector;
import dev.starling.run.RunDescription;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two learners on node a and two on node b; each makes 10 updates a second and 20 pushes. */
class RunLedgerTest {
  private static final int LEARNERS = 4;

  private final RunDescription run =
      TestRun.describe(
          "ledger", LEARNERS, "digits", new RunDescription.Limits(0, 60, 0), TestRun.paced(10));
  private final RunLedger ledger =
      new RunLedger(run, new ChurnSchedule(run.churn(), run.learners()));

  @Test
  void shouldAddUpWhatTheNodesReport() {
    ledger.add(report("a", 1, 2, 2));
    ledger.add(report("b", 1, 2, 2));
    RunProgress progress = ledger.progress();
    assertThat(progress.nodes()).isEqualTo(2);
    assertThat(progress.learners()).isEqualTo(4);
    assertThat(progress.lanes()).isEqualTo(2);
    assertThat(progress.updateRate()).isCloseTo(10, within(1e-9));
    assertThat(progress.gossipRate()).isCloseTo(20, within(1e-9));
  }

  @Test
  void shouldNotMindThatNodesReportAtDifferentTimes() {
    ledger.add(report("a", 1.0, 2, 2.0));
    ledger.add(report("b", 1.9, 2, 3.8));
    assertThat(ledger.progress().updateRate()).isCloseTo(10, within(1e-9));
    ledger.add(report("a", 2.8, 2, 5.6));
    ledger.add(report("b", 2.9, 2, 5.8));
    assertThat(ledger.progress().updateRate()).isCloseTo(10, within(1e-9));
    assertThat(ledger.progress().elapsedSeconds()).isEqualTo(2.9);
  }

  @Test
  void shouldHearANodeThatComesBackUnderItsName() {
    ledger.add(report("a", 10, 2, 20));
    ledger.forget("a");
    ledger.welcome("a");
    ledger.add(report("a", 5, 2, 10));
    RunProgress progress = ledger.progress();
    assertThat(progress.totals().get(Tally.UPDATES)).as("of 20 and 10 seconds").isEqualTo(300);
    assertThat(progress.nodes()).isEqualTo(1);
  }

  @Test
  void shouldKeepCountingWhatANodeHadDoneThatHasGone() {
    ledger.add(report("a", 10, 2, 20));
    ledger.add(report("b", 7, 2, 14));
    ledger.progress();
    ledger.forget("b");
    ledger.add(report("b", 11, 2, 22));
    ledger.add(report("a", 20, 2, 40));
    RunProgress alone = ledger.progress();
    assertThat(alone.totals().get(Tally.UPDATES)).as("of 40 and 14 seconds").isEqualTo(540);
    assertThat(alone.updateRate()).as("of those that are left").isCloseTo(10, within(1e-9));
    assertThat(alone.learners()).isEqualTo(2);
    assertThat(alone.nodes()).isEqualTo(1);
    ledger.add(report("a", 30, 4, 70));
    RunProgress moved = ledger.progress();
    assertThat(moved.updateRate()).as("b's learners came to a at 25").isCloseTo(10, within(1e-9));
    assertThat(moved.learners()).isEqualTo(4);
  }

  @Test
  void shouldGoOnWithWhatTheKeeperBeforeHadHeardOfANodeThatHasGone() {
    ledger.add(report("a", 10, 2, 20));
    ledger.add(report("b", 10, 2, 20));
    ledger.forget("b");
    RunLedger next = new RunLedger(run, new ChurnSchedule(run.churn(), run.learners()));
    next.addGone(ledger.countedByGone());
    next.addGone(ledger.counted("a"));
    next.add(report("c", 12, 4, 8));
    assertThat(next.progress().totals().get(Tally.UPDATES))
        .as("of 20, 20 and 8 seconds")
        .isEqualTo(480);
    assertThat(next.counted("nobody").get(Tally.UPDATES)).isZero();
  }

  @Test
  void shouldCountANodeAsTheKeeperBeforeHadItUntilItReportsOrHasGone() {
    ledger.add(report("a", 10, 2, 20));
    ledger.add(report("b", 10, 2, 20));
    RunLedger next = new RunLedger(run, new ChurnSchedule(run.churn(), run.learners()));
    next.expect("host:1", ledger.counted("a"));
    next.expect("host:2", ledger.counted("b"));
    next.add(report("c", 12, 4, 8));
    long all = next.progress().totals().get(Tally.UPDATES);
    assertThat(all).as("of 20, 20 and 8 seconds").isEqualTo(480);
    next.giveUp("host:1");
    assertThat(next.progress().totals().get(Tally.UPDATES)).as("one has gone").isEqualTo(all);
    next.hearFrom("host:2");
    next.add(report("b", 12, 2, 24));
    assertThat(next.progress().totals().get(Tally.UPDATES))
        .as("by its own report, four seconds later")
        .isEqualTo(all + 40);
  }

  @Test
  void shouldCountANodeThatComesFromThenOn() {
    ledger.add(report("a", 10, 2, 20));
    ledger.progress();
    ledger.add(report("a", 20, 2, 40));
    ledger.add(report("c", 20, 2, 5));
    assertThat(ledger.progress().updateRate()).as("since 17.5").isCloseTo(10, within(1e-9));
  }

  @Test
  void shouldForgetTheScoresOfANodeThatHasGone() {
    ledger.add(report("a", 1, 2, 2));
    ledger.add(report("b", 1, 2, 2));
    ledger.add(scored("a", 0, 0.9));
    ledger.add(scored("b", 2, 0.1));
    assertThat(ledger.progress().accuracyMin()).isEqualTo(0.1);
    ledger.forget("b");
    ledger.add(scored("b", 2, 0.1));
    assertThat(ledger.progress().accuracyMin()).isEqualTo(0.9);
  }

  @Test
  void shouldTellTheStalenessOfAllPairs() {
    Grids grids = new Grids();
    grids.record(0, 3);
    ledger.add(report("a", 1, 2, 2, grids.here.part()));
    ledger.add(report("b", 1, 2, 2, grids.there.part()));
    StalenessReport report = ledger.progress().staleness();
    assertThat(report.burnInOver()).isTrue();
    StalenessSummary both = report.exact();
    assertThat(both.rows()).isEqualTo(1);
    assertThat(both.mean()).isEqualTo(3);
    assertThat(both.worstHolder()).isEqualTo(3);
    assertThat(both.byHolder()).containsExactly(3, 3, 3, 3);
    assertThat(ledger.latestProgress().orElseThrow().stalenessRecent()).isEqualTo(3);
    grids.record(1, 5);
    ledger.add(report("a", 2, 2, 4, grids.here.part()));
    ledger.add(report("b", 2, 2, 4, grids.there.part()));
    RunProgress later = ledger.progress();
    assertThat(later.staleness().exact().mean()).isEqualTo(4);
    assertThat(later.stalenessRecent()).isCloseTo(5, within(1e-9));
    ledger.forget("b");
    StalenessSummary left = ledger.progress().staleness().exact();
    assertThat(left.mean()).as("what b had measured stays").isEqualTo(4);
    assertThat(left.latestMean()).isEqualTo(5);
  }

  @Test
  void shouldLeaveTheBurnInWhenEveryNodeWithLearnersHas() {
    ledger.add(report("a", 1, 2, 2, new Grids().here.part()));
    ledger.add(inBurnIn(report("b", 1, 2, 2, new Grids().there.part())));
    assertThat(ledger.progress().staleness().burnInOver()).isFalse();
    ledger.add(inBurnIn(report("b", 1, 0, 2, new Grids().there.part())));
    assertThat(ledger.progress().staleness().burnInOver()).isTrue();
  }

  private static NodeReport report(
      String node, double elapsed, int learners, double learnerSeconds) {
    return report(node, elapsed, learners, learnerSeconds, StalenessPart.NONE);
  }

  private static NodeReport report(
      String node, double elapsed, int learners, double learnerSeconds, StalenessPart staleness) {
    Totals totals =
        Totals.none()
            .add(Tally.UPDATES, Math.round(10 * learnerSeconds))
            .add(Tally.PUSHES_MIXED, Math.round(20 * learnerSeconds))
            .add(Tally.LEARNER_NS, (long) (learnerSeconds * 1e9))
            .add(Tally.LANE_NS, (long) (elapsed * 1e9));
    return new NodeReport(
        "ledger",
        node,
        elapsed,
        1,
        learners,
        learners,
        0,
        0,
        0,
        0,
        0,
        CarriedGossip.NONE,
        totals,
        Lateness.NONE,
        Lateness.NONE,
        NodeMemory.NONE,
        new NodeOutages(node, 0, 0),
        true,
        staleness,
        Diagnosis.NONE,
        Diagnosis.NONE);
  }

  private static NodeReport inBurnIn(NodeReport of) {
    return new NodeReport(
        of.runId(),
        of.node(),
        of.elapsedSeconds(),
        of.lanes(),
        of.learners(),
        of.running(),
        of.quarantined(),
        of.updatesMin(),
        of.updatesMax(),
        of.gossipRateSum(),
        of.networkRateSum(),
        of.carried(),
        of.totals(),
        of.updateLateness(),
        of.tickLateness(),
        of.memory(),
        of.outages(),
        false,
        of.staleness(),
        of.stalest(),
        of.slowest());
  }

  private static KeeperMessage.Scored scored(String node, int learner, double accuracy) {
    return new KeeperMessage.Scored(
        "ledger", node, List.of(new LearnerScore(learner, 10, 0.5, accuracy, false)), 0);
  }

  /** The grids of both nodes. */
  private static final class Grids {
    private final Origins origins = Origins.of(LEARNERS, LEARNERS, 1, 0);
    private final StalenessGrid here = grid(0, 2);
    private final StalenessGrid there = grid(2, 4);

    /** Everybody has made {@code staleness} updates, and nobody has heard of it. */
    void record(long row, long staleness) {
      for (int learner = 0; learner < LEARNERS; learner++) {
        VersionVector vector = new VersionVector(origins, learner, staleness);
        (learner < 2 ? here : there).record(learner, row, vector);
      }
      OwnVersions told = here.takeOwn();
      here.recordOwn(there.takeOwn());
      there.recordOwn(told);
    }

    private StalenessGrid grid(int from, int to) {
      BitSet all = new BitSet();
      all.set(0, LEARNERS);
      BitSet hosted = new BitSet();
      hosted.set(from, to);
      StalenessGrid grid = new StalenessGrid(LEARNERS, origins, 20_000_000, 0);
      grid.expect(all, hosted);
      return grid;
    }
  }
}
