package dev.starling.ops;

import dev.starling.cluster.Lateness;
import dev.starling.cluster.NodeMemory;
import dev.starling.cluster.RunProgress;
import dev.starling.cluster.RunResult;
import dev.starling.cluster.StalenessReport;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.LinkTable;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.experiment.BoundScore;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.SplitTable;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.CheckpointSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.ConsensusSummary;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.LaneShares;
import dev.starling.sim.summary.LastLearner;
import dev.starling.sim.summary.LatenessMillis;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.MemorySummary;
import dev.starling.sim.summary.RunIdentity;
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
  /** Fewer updates per learner than these in the window, and its staleness says little. */
  private static final double ENOUGH_UPDATES = 500;

  /** Above this ratio of the fastest to the slowest learner the law is a bound. */
  private static final double EVEN_RATES = 1.05;

  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_MICRO = 1e3;

  private final RunDescription run;
  private final RunLaw law;
  private final RunResult result;
  private final RunProgress last;
  private final LinkTable links;

  RunOutcome(RunDescription run, RunResult result, LinkTable links) {
    this.run = run;
    law = RunLaw.of(run);
    this.result = result;
    this.links = links;
    last = result.progress();
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
    return RunSummary.builder(run(version))
        .accuracy(accuracy(worstSecondsTo80))
        .loss(spread(result.test(), LearnerScore::loss))
        .consensus(new ConsensusSummary(result.consensusRms()))
        .bounds(bounds == null ? null : bounds(bounds))
        .updates(updates())
        .gossip(law.gossips() ? gossip() : null)
        .staleness(run.learners() == 1 ? null : staleness())
        .divergence(divergence())
        .memory(memory())
        .lanes(lanes())
        .checkpoints(checkpoints())
        .departures(departures())
        .build();
  }

  private List<DepartureSummary> departures() {
    return result.departures().isEmpty()
        ? null
        : result.departures().stream()
            .map(
                gone ->
                    new DepartureSummary(
                        gone.node(),
                        gone.cause(),
                        known(gone.atSeconds()),
                        known(gone.detectionSeconds()),
                        known(gone.decisionSeconds()),
                        known(gone.recoverySeconds()),
                        gone.learners(),
                        gone.fromCheckpoint(),
                        gone.fromPush()))
            .toList();
  }

  private static Double known(double figure) {
    return Double.isNaN(figure) ? null : (Double) figure;
  }

  @Override
  public StalenessDetail stalenessDetail() {
    StalenessReport exact = last.staleness();
    return run.learners() == 1
        ? null
        : StalenessDetail.of(run, exact.shares(), exact.age(), links, updateRate(), gossipRate());
  }

  @Override
  public boolean hasDiverged() {
    return result.end() == RunResult.End.DIVERGED
        || result.test().stream().anyMatch(LearnerScore::quarantined);
  }

  @Override
  public List<LearnerRow> learnerRows(SplitTable split) {
    List<LearnerRow> rows = new ArrayList<>();
    double[] staleness = last.staleness().byHolder();
    for (int i = 0; i < result.test().size(); i++) {
      LearnerScore test = result.test().get(i);
      rows.add(
          new LearnerRow(
              test.learner(),
              split.total(test.learner()),
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
    return DrawHashes.of(last.totals(), run.learners());
  }

  private RunIdentity run(String version) {
    return new RunIdentity(
        run.id(),
        run.seed(),
        version,
        "cluster",
        run.learners(),
        last.nodes(),
        result.seconds(),
        last.updatesMin(),
        exit(result.end()),
        run.data().source(),
        run.model(),
        run.data().split(),
        run.clock().kind());
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

  private AccuracySummary accuracy(Double worstSecondsTo80) {
    Spread spread = spread(result.test(), LearnerScore::accuracy);
    return spread == null
        ? null
        : new AccuracySummary(spread.min(), spread.median(), spread.max(), worstSecondsTo80);
  }

  private static Spread spread(List<LearnerScore> scores, ToDoubleFunction<LearnerScore> figure) {
    return Spread.of(
        scores.stream().filter(score -> !score.quarantined()).mapToDouble(figure).toArray());
  }

  private static BoundsSummary bounds(Bounds bounds) {
    boolean accuracy = !Double.isNaN(bounds.centralised().test().accuracy());
    ToDoubleFunction<BoundScore> figure =
        accuracy ? score -> score.test().accuracy() : score -> score.test().loss();
    return BoundsSummary.of(
        accuracy,
        figure.applyAsDouble(bounds.centralised()),
        Spread.of(bounds.isolated().stream().mapToDouble(figure).toArray()));
  }

  private DivergenceSummary divergence() {
    int learners = (int) result.test().stream().filter(LearnerScore::quarantined).count();
    long times = total(Tally.QUARANTINES);
    return learners == 0 && times == 0 ? null : new DivergenceSummary(learners, times);
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
            laneShare(Tally.IDLE_NS))
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
        updateRate(),
        paced && !run.churn().changesSpeeds() ? meanConfiguredRate() : null,
        paced ? last.updateLateness().p99Ns() / NS_PER_MS : null,
        paced ? lateness(last.updateLateness()) : null,
        LastLearner.of(last.slowest()));
  }

  private double meanConfiguredRate() {
    double sum = 0;
    for (int learner = 0; learner < run.learners(); learner++) {
      sum += run.clock().speedOf(learner, run.learners());
    }
    return run.clock().updateRate() * sum / run.learners();
  }

  private GossipSummary gossip() {
    PushTotals totals = PushTotals.of(last.totals());
    boolean fixed = run.gossip().isFixedRate();
    return new GossipSummary(
        gossipRate(),
        fixed ? run.gossip().rate() : null,
        law.requiredGossipRate(updateRate()),
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

  private MeasuredStaleness staleness() {
    StalenessReport exact = last.staleness();
    double lawful = law.staleness(updateRate(), gossipRate());
    return new MeasuredStaleness(
        exact.mean(),
        exact.standardError(),
        exact.p50(),
        exact.p99(),
        exact.rows() == 0 ? null : (double) exact.max(),
        exact.worstHolder(),
        lawful,
        Double.isNaN(lawful) ? null : ratesDiffer(),
        run.gossip().isFixedRate() ? null : run.gossip().stalenessTarget(),
        exact.coverage(),
        exact.windowSeconds(),
        hasWindow() ? result.window().stalenessLocal() : last.stalenessLocal(),
        !exact.burnInOver() || result.window().updatesPerLearner() < ENOUGH_UPDATES,
        exact.neverHeard(),
        InformationAge.of(
            exact.age(), law.staleness(1, gossipRate()), run.measuring().gridSeconds()),
        LastLearner.of(last.stalest()));
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

  private boolean ratesDiffer() {
    return run.clock().speeds().stream().distinct().count() > 1
        || last.updatesMax() > EVEN_RATES * last.updatesMin();
  }

  private boolean hasWindow() {
    return result.window().seconds() > 0;
  }

  private double updateRate() {
    return hasWindow() ? result.window().updateRate() : overall(Tally.UPDATES);
  }

  private double gossipRate() {
    return hasWindow() ? result.window().gossipRate() : overall(Tally.PUSHES_MIXED);
  }

  private double overall(Tally tally) {
    return total(tally) / (result.seconds() * run.learners());
  }

  private long total(Tally tally) {
    return last.totals().get(tally);
  }
}
