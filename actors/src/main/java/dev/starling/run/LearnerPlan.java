package dev.starling.run;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.MixingRule;
import dev.starling.learning.StepSchedule;

/** Turns a run's description into the settings of one learner. */
final class LearnerPlan {
  private static final double NANOS = 1e9;

  private LearnerPlan() {}

  static LearnerSettings of(RunDescription run, double meanSamples, int learner) {
    return LearnerSettings.defaults()
        .withUpdates(
            new LearnerSettings.Updates(
                run.steps().perUpdate(),
                run.limits().updates(),
                run.steps().atomic(),
                pace(run, learner)))
        .withOptimizer(
            new LearnerSettings.Optimizer(
                schedule(run), run.steps().momentum(), run.steps().weightDecay()))
        .withObjective(
            new LearnerSettings.Objective(
                run.steps().pooled(), meanSamples, LearnerSettings.Objective.DEFAULT_SCALE_CAP))
        .withGossip(
            run.gossip().isExchange()
                ? LearnerSettings.Gossip.EXCHANGE
                : LearnerSettings.Gossip.PUSH)
        .withMixing(mixing(run.gossip()))
        .withCapacity(capacity(run.gossip()))
        .withDivergence(
            new LearnerSettings.Divergence(
                run.divergence().parameterBound(),
                LearnerSettings.Divergence.DEFAULT_LOSS_BOUND,
                run.divergence().restart()
                    ? LearnerSettings.Divergence.Recovery.RESTART_FROM_PUSH
                    : LearnerSettings.Divergence.Recovery.STAY_OUT))
        .withVersions(
            new LearnerSettings.Versions(run.versions().fullUpTo(), run.versions().tracked()))
        .withCommonInit(run.commonInit());
  }

  private static LearnerSettings.Pace pace(RunDescription run, int learner) {
    RunDescription.Clock clock = run.clock();
    if (!clock.isPaced()) {
      return LearnerSettings.Pace.NATURAL;
    }
    double rate = clock.updateRate() * clock.speedOf(learner, run.learners());
    return new LearnerSettings.Pace(rate, (long) (clock.computeDelaySeconds() * NANOS));
  }

  private static StepSchedule schedule(RunDescription run) {
    double stepSize = run.steps().stepSize();
    if (run.steps().schedule().equals("constant")) {
      return StepSchedule.constant(stepSize);
    }
    return StepSchedule.cosine(
        stepSize, run.limits().updates(), (long) (run.limits().seconds() * NANOS));
  }

  private static MixingRule mixing(RunDescription.Gossip gossip) {
    return switch (gossip.mixing()) {
      case "age" -> new MixingRule.AgeWeighted();
      case "staleness" -> new MixingRule.StalenessWeighted();
      default -> new MixingRule.Uniform(gossip.weight());
    };
  }

  private static CapacitySettings capacity(RunDescription.Gossip gossip) {
    return switch (gossip.capacity()) {
      case "fixed" -> new CapacitySettings.Fixed(gossip.rate());
      case "own-model" -> opportunistic(CapacitySettings.Scheme.OWN_MODEL, gossip);
      case "freshest" -> opportunistic(CapacitySettings.Scheme.FRESHEST, gossip);
      case "last-updater" -> opportunistic(CapacitySettings.Scheme.LAST_UPDATER, gossip);
      default ->
          new CapacitySettings.Law(
              gossip.stalenessTarget(), gossip.feedback(), gossip.feedbackGain());
    };
  }

  private static CapacitySettings opportunistic(
      CapacitySettings.Scheme scheme, RunDescription.Gossip gossip) {
    return gossip.isFixedRate()
        ? CapacitySettings.Opportunistic.ofRate(scheme, gossip.rate())
        : CapacitySettings.Opportunistic.ofTarget(scheme, gossip.stalenessTarget());
  }
}
