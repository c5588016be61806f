package dev.starling.sim;

import dev.starling.learning.LearnerCounters;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.experiment.BoundScore;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.ChurnSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.ConsensusSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.LastLearner;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Spread;
import dev.starling.sim.summary.UpdateSummary;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Puts what was measured in virtual time under the documented keys, by the same rules as for a run
 * in real time. Used by one thread.
 */
final class SummaryMaker {
  /** Fewer updates per learner than these in the window, and its staleness says little. */
  private static final double ENOUGH_UPDATES = 500;

  /** Above this ratio of the fastest to the slowest learner the law is a bound. */
  private static final double EVEN_RATES = 1.05;

  private final VirtualOutcome outcome;
  private final RunDescription run;
  private final RunLaw law;

  SummaryMaker(VirtualOutcome outcome) {
    this.outcome = outcome;
    run = outcome.run();
    law = RunLaw.of(run);
  }

  RunSummary summary(String version, Double worstSecondsTo80, Bounds bounds) {
    return RunSummary.builder(run(version))
        .accuracy(accuracy(worstSecondsTo80))
        .loss(spread(learner -> learner.test().loss()))
        .consensus(new ConsensusSummary(outcome.consensusRms()))
        .bounds(bounds == null ? null : bounds(bounds))
        .updates(updates())
        .gossip(law.gossips() ? gossip() : null)
        .staleness(run.learners() == 1 ? null : staleness())
        .divergence(divergence())
        .churn(churn())
        .build();
  }

  private RunIdentity run(String version) {
    long slowest = outcome.learners().stream().mapToLong(LearnerResult::updates).min().orElse(0);
    return new RunIdentity(
        run.id(),
        run.seed(),
        version,
        "virtual",
        run.learners(),
        1,
        outcome.seconds(),
        slowest,
        outcome.exit().word(),
        run.data().source(),
        run.model(),
        run.data().split(),
        run.clock().kind());
  }

  private AccuracySummary accuracy(Double worstSecondsTo80) {
    Spread spread = spread(learner -> learner.test().accuracy());
    return spread == null
        ? null
        : new AccuracySummary(spread.min(), spread.median(), spread.max(), worstSecondsTo80);
  }

  private Spread spread(ToDoubleFunction<LearnerResult> figure) {
    return Spread.of(
        outcome.learners().stream()
            .filter(learner -> !learner.hasDiverged())
            .mapToDouble(figure)
            .toArray());
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
    int learners = (int) outcome.learners().stream().filter(LearnerResult::hasDiverged).count();
    long times = outcome.counters().quarantines();
    return learners == 0 && times == 0 ? null : new DivergenceSummary(learners, times);
  }

  private ChurnSummary churn() {
    ChurnSummary churn = outcome.churn();
    return churn.departures() == 0 ? null : churn;
  }

  private UpdateSummary updates() {
    return new UpdateSummary(
        outcome.counters().updates(),
        updateRate(),
        run.clock().isPaced() && !run.churn().changesSpeeds() ? meanConfiguredRate() : null,
        null,
        null,
        LastLearner.of(outcome.slowest()));
  }

  private double meanConfiguredRate() {
    double sum = 0;
    for (int learner = 0; learner < run.learners(); learner++) {
      sum += run.clock().speedOf(learner, run.learners());
    }
    return run.clock().updateRate() * sum / run.learners();
  }

  private GossipSummary gossip() {
    boolean fixed = run.gossip().isFixedRate();
    LearnerCounters counters = outcome.counters();
    return new GossipSummary(
        gossipRate(),
        fixed ? run.gossip().rate() : null,
        law.requiredGossipRate(updateRate()),
        outcome.network().sent(),
        counters.pushesMixed(),
        counters.pushesPartial(),
        outcome.network().lost(),
        counters.pushesBusy(),
        dropped(),
        outcome.network().bytes(),
        null,
        Clamp.everHeld(outcome.carried()));
  }

  private Map<String, Long> dropped() {
    LearnerCounters counters = outcome.counters();
    Map<String, Long> dropped = new TreeMap<>();
    dropped.put("absent", outcome.network().framesAbsent());
    dropped.put("fault", outcome.network().framesFaulty());
    dropped.put("insane", counters.framesInsane());
    dropped.put(
        "misfit", counters.framesRefused() - counters.framesInsane() - counters.framesAfterStop());
    dropped.put("stopped", counters.framesAfterStop());
    dropped.put("withheld", outcome.network().framesWithheld());
    dropped.values().removeIf(frames -> frames == 0);
    return dropped;
  }

  private MeasuredStaleness staleness() {
    StalenessSummary exact = outcome.staleness();
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
        exact.windowNs() / 1e9,
        hasWindow() ? outcome.window().stalenessLocal() : null,
        outcome.window().updatesPerLearner() < ENOUGH_UPDATES,
        exact.neverHeard(),
        InformationAge.of(
            exact.age(), law.staleness(1, gossipRate()), run.measuring().gridSeconds()),
        LastLearner.of(outcome.stalest()));
  }

  StalenessDetail stalenessDetail() {
    StalenessSummary exact = outcome.staleness();
    return run.learners() == 1
        ? null
        : StalenessDetail.of(
            run, exact.shares(), exact.age(), outcome.links().get(), updateRate(), gossipRate());
  }

  private boolean ratesDiffer() {
    long least = outcome.learners().stream().mapToLong(LearnerResult::updates).min().orElse(0);
    long most = outcome.learners().stream().mapToLong(LearnerResult::updates).max().orElse(0);
    return run.clock().speeds().stream().distinct().count() > 1 || most > EVEN_RATES * least;
  }

  private boolean hasWindow() {
    return outcome.window().seconds() > 0;
  }

  private double updateRate() {
    return hasWindow() ? outcome.window().updateRate() : overall(outcome.counters().updates());
  }

  private double gossipRate() {
    return hasWindow() ? outcome.window().gossipRate() : overall(outcome.counters().pushesMixed());
  }

  private double overall(long total) {
    return total / (outcome.seconds() * run.learners());
  }
}
