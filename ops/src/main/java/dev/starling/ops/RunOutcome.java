package dev.starling.ops;

import dev.starling.cluster.Attendance;
import dev.starling.cluster.Lateness;
import dev.starling.cluster.NodeMemory;
import dev.starling.cluster.RunProgress;
import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.LinkTable;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.SplitTable;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.CheckpointSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.ConsensusSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.LaneShares;
import dev.starling.sim.summary.LastLearner;
import dev.starling.sim.summary.LatenessMillis;
import dev.starling.sim.summary.MeasuredRun;
import dev.starling.sim.summary.MemorySummary;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.UpdateSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Puts what the cluster measured in a run under the documented keys. Rates and staleness are those
 * of the measured window; of a run too short to have one they are those of the whole run, and the
 * summary says so. Learners in quarantine have no score. Pure; used by one thread.
 */
final class RunOutcome implements Outcome {
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_MICRO = 1e3;

  private final RunDescription run;
  private final RunResult result;
  private final RunProgress last;
  private final LinkTable links;
  private final MeasuredRun measured;

  RunOutcome(RunDescription run, RunResult result, LinkTable links) {
    this.run = run;
    this.result = result;
    this.links = links;
    last = result.progress();
    measured =
        new MeasuredRun(
            run,
            hasWindow() ? result.window().updateRate() : overall(Tally.UPDATES),
            hasWindow() ? result.window().gossipRate() : overall(Tally.PUSHES_MIXED),
            last.staleness().burnInOver() ? result.window().updatesPerLearner() : 0,
            last.updatesMin(),
            last.updatesMax());
  }

  @Override
  public double seconds() {
    return result.seconds();
  }

  @Override
  public List<LearnerScore> validation() {
    return result.validation();
  }

  @Override
  public RunSummary summary(String version, Double worstSecondsTo80, Bounds bounds) {
    return RunSummary.builder(
            measured.identity(
                version, "cluster", last.nodes(), result.seconds(), exit(result.end())))
        .accuracy(
            AccuracySummary.of(spread(result.test(), LearnerScore::accuracy), worstSecondsTo80))
        .loss(spread(result.test(), LearnerScore::loss))
        .consensus(new ConsensusSummary(result.consensusRms()))
        .bounds(BoundsSummary.of(bounds))
        .updates(updates())
        .gossip(RunLaw.of(run).gossips() ? gossip() : null)
        .staleness(
            measured.staleness(
                last.staleness().exact(),
                hasWindow() ? result.window().stalenessLocal() : last.stalenessLocal(),
                last.stalest()))
        .divergence(
            DivergenceSummary.of(
                result.test().stream().filter(LearnerScore::quarantined).count(),
                total(Tally.QUARANTINES)))
        .memory(memory())
        .lanes(lanes())
        .checkpoints(checkpoints())
        .departures(AttendanceOutcome.departures(result.attendance()))
        .arrivals(AttendanceOutcome.arrivals(result.attendance()))
        .returns(AttendanceOutcome.returns(result.attendance()))
        .outages(AttendanceOutcome.outages(result.attendance()))
        .unlisted(AttendanceOutcome.unlisted(result.attendance()))
        .build();
  }

  @Override
  public StalenessDetail stalenessDetail() {
    StalenessSummary exact = last.staleness().exact();
    return run.learners() == 1
        ? null
        : StalenessDetail.of(
            run, exact.shares(), exact.age(), links, measured.updateRate(), measured.gossipRate());
  }

  @Override
  public boolean hasDiverged() {
    return result.end() == RunResult.End.DIVERGED
        || result.test().stream().anyMatch(LearnerScore::quarantined);
  }

  @Override
  public List<LearnerRow> learnerRows(SplitTable split) {
    List<LearnerRow> rows = new ArrayList<>();
    double[] staleness = last.staleness().exact().byHolder();
    for (int i = 0; i < result.test().size(); i++) {
      LearnerScore test = result.test().get(i);
      rows.add(
          new LearnerRow(
              test.learner(),
              split == null ? null : (Long) split.total(test.learner()),
              test.updates(),
              result.validation().get(i).accuracy(),
              test.accuracy(),
              test.loss(),
              test.learner() < staleness.length ? (Double) staleness[test.learner()] : null,
              state(test)));
    }
    return rows;
  }

  private String state(LearnerScore score) {
    if (score.quarantined()) {
      return "diverged";
    }
    long limit = run.limits().updates();
    return limit > 0 && score.updates() >= limit ? "finished" : "stopped";
  }

  @Override
  public Optional<RunHashes> hashes() {
    return Optional.empty();
  }

  @Override
  public Optional<DrawHashes> draws() {
    return Optional.of(DrawHashes.of(last.totals(), last.learners(), run.learners(), haveMoved()));
  }

  /** Whether a learner may live as another than it began. */
  private boolean haveMoved() {
    Attendance attendance = result.attendance();
    return !attendance.returns().isEmpty()
        || attendance.missingCount() > 0
        || run.checkpoints().isResumed()
        || run.churn().changesLearners();
  }

  private static String exit(RunResult.End end) {
    return switch (end) {
      case UPDATES -> "updates";
      case SECONDS -> "seconds";
      case ACCURACY -> "until";
      case STOPPED -> "interrupted";
      case DIVERGED -> "failed";
    };
  }

  private static Spread spread(List<LearnerScore> scores, ToDoubleFunction<LearnerScore> figure) {
    return Spread.of(
        scores.stream().filter(score -> !score.quarantined()).mapToDouble(figure).toArray());
  }

  private CheckpointSummary checkpoints() {
    double taken = total(Tally.CHECKPOINTS);
    return run.checkpoints().isOn()
        ? new CheckpointSummary(
            total(Tally.CHECKPOINTS),
            total(Tally.CHECKPOINT_BYTES) / taken,
            total(Tally.CHECKPOINT_NS) / NS_PER_MICRO / taken,
            total(Tally.CHECKPOINTS_SKIPPED),
            total(Tally.CHECKPOINTS_FAILED))
        : null;
  }

  private LaneShares lanes() {
    return hasWindow()
        ? new LaneShares(
            last.lanes(),
            laneShare(Tally.STEP_NS),
            laneShare(Tally.POLL_NS),
            laneShare(Tally.SEND_NS),
            laneShare(Tally.EVALUATION_NS),
            laneShare(Tally.IDLE_NS) + laneShare(Tally.HELD_BACK_NS))
        : null;
  }

  private double laneShare(Tally timeNs) {
    Totals totals = result.window().totals();
    return totals.get(timeNs) / (double) totals.get(Tally.LANE_NS);
  }

  private UpdateSummary updates() {
    boolean paced = run.clock().isPaced();
    return new UpdateSummary(
        total(Tally.UPDATES),
        measured.updateRate(),
        measured.configuredUpdateRate(),
        paced ? last.updateLateness().p99Ns() / NS_PER_MS : null,
        paced ? lateness(last.updateLateness()) : null,
        LastLearner.of(last.slowest()));
  }

  private GossipSummary gossip() {
    PushTotals totals = PushTotals.of(last.totals());
    return new GossipSummary(
        measured.gossipRate(),
        measured.configuredGossipRate(),
        measured.requiredGossipRate(),
        totals.sent(),
        totals.mixed(),
        totals.partial(),
        totals.lost(),
        totals.busy(),
        totals.dropped(),
        totals.bytes(),
        lateness(last.tickLateness()),
        Clamp.everHeld(hasWindow() ? result.window().carried() : last.carried()));
  }

  private static LatenessMillis lateness(Lateness late) {
    return new LatenessMillis(
        late.p50Ns() / NS_PER_MS, late.p99Ns() / NS_PER_MS, late.maxNs() / NS_PER_MS);
  }

  private MemorySummary memory() {
    NodeMemory taken = last.memory();
    double learners = run.learners();
    return taken.equals(NodeMemory.NONE)
        ? null
        : new MemorySummary(
            taken.heapBytes() == 0 ? null : (Double) (taken.heapBytes() / learners),
            taken.offHeapBytes() / learners,
            taken.logBytes() / learners,
            taken.heapBytes(),
            taken.offHeapBytes(),
            taken.logBytes());
  }

  private boolean hasWindow() {
    return result.window().seconds() > 0;
  }

  private double overall(Tally tally) {
    return total(tally) / (result.seconds() * run.learners());
  }

  private long total(Tally tally) {
    return last.totals().get(tally);
  }
}
