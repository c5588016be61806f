package dev.starling.sim.trial;

import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.sim.VirtualOptions;
import dev.starling.sim.VirtualOptionsReader;
import dev.starling.sim.VirtualRun;
import dev.starling.sim.experiment.LearnerFigure;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.experiment.TrialHost;
import dev.starling.sim.experiment.TrialPlan;
import dev.starling.sim.report.SettlingJudge;
import java.util.List;

/** The host of the runs of an experiment. Stateless, so that threads may share it. */
public final class VirtualTrials implements TrialHost {
  private static final String TWO_MEANS = "synthetic:two-means";
  private static final String ID = "trial";

  @Override
  public void check(TrialPlan plan) {
    RunConfig config = plan.config(0);
    RunDescription run = config.describe(ID);
    VirtualOptions options = VirtualOptionsReader.read(config.virtual(), run);
    if (plan.figures().contains(LearnerFigure.DECAY) && options.churn().takesLearnersAway()) {
      throw new IllegalArgumentException(
          (run.churn().events().isEmpty() ? "churn.mean-up" : "churn.events")
              + " must take no learner away to measure "
              + LearnerFigure.DECAY.key()
              + ", which is of all models at once");
    }
    boolean isQuadratic = run.model().equals("linear") && run.data().source().startsWith(TWO_MEANS);
    for (LearnerFigure figure : plan.figures()) {
      if (figure.needsQuadratic() && !isQuadratic) {
        throw new IllegalArgumentException(
            "run.model must be linear on data.source " + TWO_MEANS + " to measure " + figure.key());
      }
      if (figure.needsChange() && SettlingJudge.judge(List.of(), run) == null) {
        throw new IllegalArgumentException(
            "churn.events must change something, and gossip.capacity be law on the complete graph,"
                + " to measure "
                + figure.key());
      }
      if (figure.needsChange()
          && run.measuring().evaluationSeconds() > run.measuring().windowSeconds()) {
        throw new IllegalArgumentException(
            "measuring.evaluation must be at most measuring.window to measure " + figure.key());
      }
    }
    if (run.limits().seconds() > 0 && plan.burnInSeconds() >= run.limits().seconds()) {
      throw new IllegalArgumentException(
          "trial.burn-in of "
              + plan.burnInSeconds()
              + " s leaves nothing of run.seconds = "
              + run.limits().seconds());
    }
  }

  @Override
  public double[] run(TrialPlan plan, long seed) {
    double[] mean = new double[LearnerFigure.values().length];
    DecayProbe decay = new DecayProbe();
    for (int k = 0; k < plan.repeats(); k++) {
      double[] one = run(plan, plan.seed(seed, k), decay);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += one[i] / plan.repeats();
      }
    }
    if (plan.figures().contains(LearnerFigure.DECAY)) {
      mean[LearnerFigure.DECAY.ordinal()] = decay.rate();
    }
    return mean;
  }

  private static double[] run(TrialPlan plan, long seed, DecayProbe decay) {
    RunConfig config = plan.config(seed);
    RunAssembly assembly = RunAssembly.open(config.describe(ID));
    VirtualOptions options = VirtualOptionsReader.read(config.virtual(), assembly.description());
    TrialObserver observer = new TrialObserver(assembly, plan, decay);
    return observer.figures(VirtualRun.run(assembly, options, observer));
  }

  @Override
  public double[] theory(TrialPlan plan, long seed) {
    RunConfig config = plan.config(seed);
    RunDescription run = config.describe(ID);
    VirtualOptions options = VirtualOptionsReader.read(config.virtual(), run);
    boolean needsData = plan.figures().stream().anyMatch(LearnerFigure::needsQuadratic);
    return new TrialTheory(run, options, needsData ? Optima.of(RunAssembly.open(run)) : Optima.NONE)
        .figures();
  }
}
