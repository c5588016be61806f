package dev.starling.sim.trial;

import dev.starling.learning.LearnerState;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.VirtualCluster;
import dev.starling.sim.VirtualOutcome;
import dev.starling.sim.VirtualRunListener;
import dev.starling.sim.experiment.LearnerFigure;
import dev.starling.sim.experiment.TrialPlan;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.SettlingJudge;
import dev.starling.sim.summary.Settling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Looks at a run on its grid, and knows its figures at the end. Used by one thread. */
final class TrialObserver implements VirtualRunListener {
  private static final double NANOS = 1e9;

  private final TrialPlan plan;
  private final RunDescription run;
  private final DecayProbe decay;
  private final SilenceProbe silence = new SilenceProbe();
  private final QuadraticProbe quadratic;
  private final boolean followsDecay;
  private final boolean followsSettling;
  private final List<MetricsRow> rows = new ArrayList<>();

  /**
   * @param decay of this run and of those before it
   */
  TrialObserver(RunAssembly assembly, TrialPlan plan, DecayProbe decay) {
    this.plan = plan;
    this.decay = decay;
    decay.begin();
    run = assembly.description();
    boolean isQuadratic = plan.figures().stream().anyMatch(LearnerFigure::needsQuadratic);
    quadratic = isQuadratic ? new QuadraticProbe(Optima.of(assembly)) : null;
    followsDecay = plan.figures().contains(LearnerFigure.DECAY);
    followsSettling =
        plan.figures().contains(LearnerFigure.SETTLING)
            || plan.figures().contains(LearnerFigure.OVERSHOOT);
  }

  @Override
  public void onRow(MetricsRow row, double share) {
    if (followsSettling) {
      rows.add(row);
    }
  }

  @Override
  public void onGrid(VirtualCluster cluster) {
    double seconds = cluster.nowNs() / NANOS;
    if (seconds < plan.burnInSeconds()) {
      return;
    }
    silence.look(cluster);
    if (quadratic != null) {
      quadratic.look(cluster);
    }
    if (followsDecay) {
      decay.look(cluster, seconds);
    }
  }

  /** By the ordinals of the figures; NaN for what is not wanted. */
  double[] figures(VirtualOutcome outcome) {
    double[] figures = new double[LearnerFigure.values().length];
    Arrays.fill(figures, Double.NaN);
    for (LearnerFigure figure : plan.figures()) {
      figures[figure.ordinal()] = figure(figure, outcome);
    }
    return figures;
  }

  private double figure(LearnerFigure figure, VirtualOutcome outcome) {
    return switch (figure) {
      case STALENESS -> outcome.staleness().mean();
      case LOCAL_STALENESS -> outcome.window().stalenessLocal();
      case GOSSIP_RATIO -> gossipRatio(outcome);
      case SETTLING -> settlingSeconds(outcome);
      case OVERSHOOT -> firstChange().overshoot();
      case SILENCE -> silence.meanSeconds();
      case PULL -> quadratic.pull();
      case POWER -> quadratic.power();
      case MEAN_POWER -> quadratic.meanPower();
      case MEAN_MODEL -> quadratic.meanModel();
      case RMS_DISTANCE -> Math.sqrt(quadratic.power());
      case WORST_DISTANCE -> quadratic.worst();
      case DECAY -> decay.rate();
      case MEAN_LOSS -> losses(outcome).average().orElse(Double.NaN);
      case WORST_LOSS -> losses(outcome).max().orElse(Double.NaN);
      case DISAGREEMENT -> outcome.consensusRms();
      case MEGABYTES -> outcome.network().bytes() / 1e6;
    };
  }

  /** Where it did not settle, how long it was watched: less than the truth. */
  private double settlingSeconds(VirtualOutcome outcome) {
    Settling.Change change = firstChange();
    return change.settlingSeconds() == null
        ? outcome.seconds() - change.atSeconds()
        : change.settlingSeconds();
  }

  private Settling.Change firstChange() {
    return SettlingJudge.judge(rows, run).changes().get(0);
  }

  /** Ticks of the gossip clocks, whether the push arrived or not, beside the law's rate. */
  private double gossipRatio(VirtualOutcome outcome) {
    double sent = outcome.network().sent() / (outcome.seconds() * run.learners());
    double law = RunLaw.of(run).requiredGossipRate(run.clock().updateRate());
    return sent / law;
  }

  /** That of a learner that has diverged is what its model gives, too; who waits has none. */
  private static DoubleStream losses(VirtualOutcome outcome) {
    return outcome.learners().stream()
        .filter(learner -> learner.state() != LearnerState.AWAITING_MODEL)
        .mapToDouble(learner -> learner.test().loss());
  }
}
