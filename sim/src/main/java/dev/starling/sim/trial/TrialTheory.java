package dev.starling.sim.trial;

import dev.starling.learning.StalenessLaw;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.ChurnOptions;
import dev.starling.sim.NetworkOptions;
import dev.starling.sim.VirtualOptions;
import dev.starling.sim.experiment.LearnerFigure;
import java.util.Arrays;

/**
 * What theory gives for a run of n learners on the complete graph, with updates at rate r and
 * pushes that arrive at rate λ. Our own derivations:
 *
 * <pre>
 *   E[S] = r·H(n−1)/λ           half of that for exchange
 *   E max silence = H(n)/λ
 *   κ = λ·(2w·n/(n−1) − 2w²)    push with weight w, no updates; λ·n/(n−1) for exchange
 * </pre>
 *
 * and the moments of {@link QuadraticTheory}. Each only where its conditions hold: NaN elsewhere.
 * Immutable.
 */
final class TrialTheory {
  private final RunDescription run;
  private final VirtualOptions options;
  private final Optima optima;
  private final double arriving;

  /**
   * @param optima of the learners; {@link Optima#NONE} where no figure needs them
   */
  TrialTheory(RunDescription run, VirtualOptions options, Optima optima) {
    this.run = run;
    this.options = options;
    this.optima = optima;
    arriving = (1 - run.faults().loss()) * (1 - options.network().loss());
  }

  /** By the ordinals of the figures. */
  double[] figures() {
    double[] figures = new double[LearnerFigure.values().length];
    Arrays.fill(figures, Double.NaN);
    if (!hasTheory()) {
      return figures;
    }
    boolean push = run.gossip().protocol().equals("push");
    int n = run.learners();
    double w = run.gossip().weight();
    double lambda = run.gossip().rate() * arriving;
    double staleness =
        run.gossip().isFixedRate()
            ? RunLaw.of(run).staleness(meanUpdateRate(), push ? lambda : 2 * lambda)
            : run.gossip().stalenessTarget();
    set(figures, LearnerFigure.STALENESS, staleness);
    set(figures, LearnerFigure.LOCAL_STALENESS, staleness);
    if (run.gossip().isOpportunistic()) {
      return figures;
    }
    if (!run.gossip().isFixedRate()) {
      set(figures, LearnerFigure.GOSSIP_RATIO, run.gossip().feedback() ? 1 / arriving : 1);
      return figures;
    }
    if (push) {
      set(figures, LearnerFigure.SILENCE, StalenessLaw.harmonic(n) / lambda);
      set(figures, LearnerFigure.DECAY, lambda * (2 * w * n / (n - 1) - 2 * w * w));
    } else {
      set(figures, LearnerFigure.DECAY, lambda * n / (n - 1));
    }
    if (!optima.equals(Optima.NONE)) {
      quadratic(figures, lambda);
    }
    return figures;
  }

  private void quadratic(double[] figures, double lambda) {
    boolean evenRates = run.clock().speeds().stream().distinct().count() == 1;
    boolean plain =
        run.steps().schedule().equals("constant")
            && run.steps().momentum() == 0
            && run.steps().weightDecay() == 0
            && run.gossip().protocol().equals("push");
    boolean onePiece = run.steps().atomic() || run.steps().perUpdate() == 1;
    if (plain && !evenRates) {
      set(figures, LearnerFigure.MEAN_MODEL, run.steps().pooled() ? 0 : weightedOptimum());
    }
    if (!plain || !evenRates || !onePiece || run.steps().pooled()) {
      return;
    }
    QuadraticTheory theory =
        new QuadraticTheory(
            run.learners(),
            run.clock().updateRate(),
            lambda,
            run.gossip().weight(),
            new QuadraticTheory.Pull(
                run.steps().stepSize(),
                run.steps().perUpdate(),
                optima.meanSquare(),
                optima.variance() / run.steps().batch()));
    set(figures, LearnerFigure.PULL, theory.pull());
    set(figures, LearnerFigure.POWER, theory.power());
    set(figures, LearnerFigure.RMS_DISTANCE, Math.sqrt(theory.power()));
    set(figures, LearnerFigure.MEAN_POWER, theory.meanPower());
    set(figures, LearnerFigure.MEAN_MODEL, 0);
  }

  /** Where updates of one size pull the models to: optima weighted by their learners' rates. */
  private double weightedOptimum() {
    double sum = 0;
    double weights = 0;
    for (int id = 0; id < run.learners(); id++) {
      double speed = run.clock().speedOf(id, run.learners());
      sum += speed * optima.of()[id];
      weights += speed;
    }
    return sum / weights;
  }

  private double meanUpdateRate() {
    double sum = 0;
    for (int id = 0; id < run.learners(); id++) {
      sum += run.clock().updateRate() * run.clock().speedOf(id, run.learners());
    }
    return sum / run.learners();
  }

  private boolean hasTheory() {
    return run.learners() > 1
        && run.topology().equals("complete")
        && run.clock().isPaced()
        && run.gossip().mixing().equals("uniform")
        && options.churn().equals(ChurnOptions.NONE)
        && options.network().equals(NetworkOptions.PERFECT.withLoss(options.network().loss(), 0))
        && (run.gossip().rate() > 0 || !run.gossip().isFixedRate());
  }

  private static void set(double[] figures, LearnerFigure figure, double value) {
    figures[figure.ordinal()] = value;
  }
}
