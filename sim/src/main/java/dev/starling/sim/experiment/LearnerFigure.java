package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessTheory.Kind;
import java.util.Locale;

/**
 * What a run of learners measures. Those of {@link #needsQuadratic} are of scalar models y with
 * quadratic objectives ½(y − s)², one optimum s for each learner: a linear model on {@code
 * synthetic:two-means}, whose pooled optimum is 0.
 */
public enum LearnerFigure implements SweptFigure {
  STALENESS("mean staleness E[S] (updates)"),
  LOCAL_STALENESS("mean of the learners' own samples of staleness (updates)"),
  GOSSIP_RATIO("gossip rate over r·H(n−1)/S* (ratio)"),
  SETTLING("from the change until within 10 % of the target again (s)"),
  OVERSHOOT("peak of staleness over its target less 1, after the change"),
  SILENCE("longest time since a learner last received, E max (s)"),
  PULL("share of its own optimum in a learner's model, E[y·s]/E[s²]"),
  POWER("mean square of the models, A = E[y²]"),
  MEAN_POWER("mean square of the mean model, E[ȳ²]"),
  MEAN_MODEL("mean of the models over time; the optima are at −1 and 1"),
  RMS_DISTANCE("distance to the optimum, root mean square over the learners"),
  WORST_DISTANCE("distance of the worst learner to the optimum, E max|y|"),
  DECAY("rate κ at which disagreement decays (1/s)"),
  MEAN_LOSS("loss on the test part at the end, mean over the learners"),
  WORST_LOSS("loss on the test part at the end, worst learner"),
  DISAGREEMENT("rms distance of the models to their mean at the end"),
  MEGABYTES("sent by all learners together (MB)");

  private final String title;

  LearnerFigure(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rate that a trim finds is near 1 over the share of pushes that arrive, no more. */
  @Override
  public Kind kind(Kind ofTheRun) {
    return this == GOSSIP_RATIO ? Kind.ESTIMATE : ofTheRun;
  }

  /** A mean of models is held against the distance between pooled optimum and one's own. */
  @Override
  public double scale(double theory) {
    return this == MEAN_MODEL ? 1 : Math.abs(theory);
  }

  /** Whether it asks for a scalar model with a quadratic objective. */
  public boolean needsQuadratic() {
    return switch (this) {
      case PULL, POWER, MEAN_POWER, MEAN_MODEL, RMS_DISTANCE, WORST_DISTANCE -> true;
      default -> false;
    };
  }

  /** Whether it asks for a change in mid-run and a staleness to come back to. */
  public boolean needsChange() {
    return this == SETTLING || this == OVERSHOOT;
  }

  /** Whether methods other than gossip have it too. */
  boolean isOfEveryMethod() {
    return this == MEAN_LOSS || this == WORST_LOSS || this == MEGABYTES;
  }
}
