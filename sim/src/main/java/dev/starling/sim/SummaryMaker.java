package dev.starling.sim;

import dev.starling.learning.LearnerCounters;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.ChurnSummary;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.ConsensusSummary;
import dev.starling.sim.summary.DivergenceSummary;
import dev.starling.sim.summary.GossipSummary;
import dev.starling.sim.summary.LastLearner;
import dev.starling.sim.summary.MeasuredRun;
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
  private final VirtualOutcome outcome;
  private final RunDescription run;
  private final MeasuredRun measured;

  SummaryMaker(VirtualOutcome outcome) {
    this.outcome = outcome;
    run = outcome.run();
    measured =
        new MeasuredRun(
            run,
            hasWindow() ? outcome.window().updateRate() : overall(outcome.counters().updates()),
            hasWindow() ? outcome.window().gossipRate() : overall(outcome.counters().pushesMixed()),
            outcome.window().updatesPerLearner(),
            outcome.learners().stream().mapToLong(LearnerResult::updates).min().orElse(0),
            outcome.learners().stream().mapToLong(LearnerResult::updates).max().orElse(0));
  }

  RunSummary summary(String version, Double worstSecondsTo80, Bounds bounds) {
    return RunSummary.builder(
            measured.identity(version, "virtual", 1, outcome.seconds(), outcome.exit().word()))
        .accuracy(
            AccuracySummary.of(spread(learner -> learner.test().accuracy()), worstSecondsTo80))
        .loss(spread(learner -> learner.test().loss()))
        .consensus(new ConsensusSummary(outcome.consensusRms()))
        .bounds(BoundsSummary.of(bounds))
        .updates(updates())
        .gossip(RunLaw.of(run).gossips() ? gossip() : null)
        .staleness(
            measured.staleness(
                outcome.staleness(),
                hasWindow() ? outcome.window().stalenessLocal() : null,
                outcome.stalest()))
        .divergence(
            DivergenceSummary.of(
                outcome.learners().stream().filter(LearnerResult::hasDiverged).count(),
                outcome.counters().quarantines()))
        .churn(churn())
        .build();
  }

  private Spread spread(ToDoubleFunction<LearnerResult> figure) {
    return Spread.of(
        outcome.learners().stream()
            .filter(learner -> !learner.hasDiverged())
            .mapToDouble(figure)
            .toArray());
  }

  private ChurnSummary churn() {
    ChurnSummary churn = outcome.churn();
    return churn.departures() == 0 ? null : churn;
  }

  private UpdateSummary updates() {
    return new UpdateSummary(
        outcome.counters().updates(),
        measured.updateRate(),
        measured.configuredUpdateRate(),
        null,
        null,
        LastLearner.of(outcome.slowest()));
  }

  private GossipSummary gossip() {
    LearnerCounters counters = outcome.counters();
    return new GossipSummary(
        measured.gossipRate(),
        measured.configuredGossipRate(),
        measured.requiredGossipRate(),
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

  StalenessDetail stalenessDetail() {
    StalenessSummary exact = outcome.staleness();
    return run.learners() == 1
        ? null
        : StalenessDetail.of(
            run,
            exact.shares(),
            exact.age(),
            outcome.links().get(),
            measured.updateRate(),
            measured.gossipRate());
  }

  private boolean hasWindow() {
    return outcome.window().seconds() > 0;
  }

  private double overall(long total) {
    return total / (outcome.seconds() * run.learners());
  }
}
