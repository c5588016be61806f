package dev.starling.sim;

import dev.starling.learning.LearnerCounters;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.experiment.BoundScore;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.ChurnSummary;
import dev.starling.sim.report.Clamp;
import dev.starling.sim.report.RunSummary;
import dev.starling.sim.report.Spread;
import dev.starling.sim.report.StalenessDetail;
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
    return new RunSummary(
        run(version),
        accuracy(worstSecondsTo80),
        spread(learner -> learner.test().loss()),
        new RunSummary.Consensus(outcome.consensusRms()),
        bounds == null ? null : bounds(bounds),
        updates(),
        law.gossips() ? gossip() : null,
        run.learners() == 1 ? null : staleness(),
        null,
        divergence(),
        null,
        churn(),
        null);
  }

  private RunSummary.Run run(String version) {
    long slowest = outcome.learners().stream().mapToLong(LearnerResult::updates).min().orElse(0);
    return new RunSummary.Run(
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

  private RunSummary.Accuracy accuracy(Double worstSecondsTo80) {
    Spread spread = spread(learner -> learner.test().accuracy());
    return spread == null
        ? null
        : new RunSummary.Accuracy(spread.min(), spread.median(), spread.max(), worstSecondsTo80);
  }

  private Spread spread(ToDoubleFunction<LearnerResult> figure) {
    return Spread.of(
        outcome.learners().stream()
            .filter(learner -> !learner.hasDiverged())
            .mapToDouble(figure)
            .toArray());
  }

  private static RunSummary.Bounds bounds(Bounds bounds) {
    boolean accuracy = !Double.isNaN(bounds.centralised().test().accuracy());
    ToDoubleFunction<BoundScore> figure =
        accuracy ? score -> score.test().accuracy() : score -> score.test().loss();
    return RunSummary.Bounds.of(
        accuracy,
        figure.applyAsDouble(bounds.centralised()),
        Spread.of(bounds.isolated().stream().mapToDouble(figure).toArray()));
  }

  private RunSummary.Divergence divergence() {
    int learners = (int) outcome.learners().stream().filter(LearnerResult::hasDiverged).count();
    long times = outcome.counters().quarantines();
    return learners == 0 && times == 0 ? null : new RunSummary.Divergence(learners, times);
  }

  private ChurnSummary churn() {
    ChurnSummary churn = outcome.churn();
    return churn.departures() == 0 ? null : churn;
  }

  private RunSummary.Updates updates() {
    return new RunSummary.Updates(
        outcome.counters().updates(),
        updateRate(),
        run.clock().isPaced() && !run.churn().changesSpeeds() ? meanConfiguredRate() : null,
        null,
        null,
        RunSummary.LastLearner.of(outcome.slowest()));
  }

  private double meanConfiguredRate() {
    double sum = 0;
    for (int learner = 0; learner < run.learners(); learner++) {
      sum += run.clock().speedOf(learner, run.learners());
    }
    return run.clock().updateRate() * sum / run.learners();
  }

  private RunSummary.Gossip gossip() {
    boolean fixed = run.gossip().isFixedRate();
    LearnerCounters counters = outcome.counters();
    return new RunSummary.Gossip(
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

  private RunSummary.Staleness staleness() {
    StalenessSummary exact = outcome.staleness();
    double lawful = law.staleness(updateRate(), gossipRate());
    return new RunSummary.Staleness(
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
        RunSummary.Age.of(
            exact.age(), law.staleness(1, gossipRate()), run.measuring().gridSeconds()),
        RunSummary.LastLearner.of(outcome.stalest()));
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
