package dev.starling.run;

import dev.starling.learning.StalenessLaw;

/**
 * What theory says of one run: the staleness at the rates that were achieved, and the gossip rate
 * that its target takes. Rates are per second of one learner. Immutable.
 */
public final class RunLaw {
  private static final double BURN_IN_AGES = 5;

  /** n is not one number. */
  private static final int UNKNOWN = 0;

  private final RunDescription run;

  /** n, or {@link #UNKNOWN}. */
  private final int learners;

  private RunLaw(RunDescription run, int learners) {
    this.run = run;
    this.learners = learners;
  }

  /** The law of the whole of {@code run}. */
  public static RunLaw of(RunDescription run) {
    return new RunLaw(run, run.churn().changesLearners() ? UNKNOWN : run.learners());
  }

  /** The law while {@code live} learners are there. */
  public RunLaw among(int live) {
    return new RunLaw(run, live);
  }

  /** Whether learners of this run ever push. */
  public boolean gossips() {
    boolean silent = run.gossip().isFixedRate() && run.gossip().rate() == 0;
    return run.learners() > 1 && !silent;
  }

  /**
   * Mean staleness in updates: r·H(n−1)/λ, or r·(n−1)/λ where a push tells of its source alone.
   *
   * @param gossipRate λ: pushes mixed
   * @return NaN where nothing is known: on graphs other than the complete one, at λ = 0, for one
   *     learner, and for a whole run in which n changes
   */
  public double staleness(double updateRate, double gossipRate) {
    if (!isComplete() || !(gossipRate > 0) || learners < 2) {
      return Double.NaN;
    }
    return onTheCompleteGraph(learners, updateRate, gossipRate);
  }

  /**
   * λ at which the mean staleness is the target.
   *
   * @return NaN where λ is given, and where {@link #staleness} is
   */
  public double requiredGossipRate(double updateRate) {
    // Staleness falls as 1/λ, so what λ = 1 would give tells what the target takes.
    return run.gossip().isFixedRate()
        ? Double.NaN
        : staleness(updateRate, 1) / run.gossip().stalenessTarget();
  }

  /**
   * After how many seconds staleness is in its steady state: five times the mean age of what a
   * learner knows of another.
   *
   * @param gossipRate λ as achieved so far, above 0
   */
  public double burnInSeconds(double gossipRate) {
    // Off the complete graph nothing is known; there the age on it serves.
    return BURN_IN_AGES * onTheCompleteGraph(run.learners(), 1, gossipRate);
  }

  private double onTheCompleteGraph(int n, double updateRate, double gossipRate) {
    return run.gossip().tellsOfSourceAlone()
        ? StalenessLaw.meanFirstHand(updateRate, n, gossipRate)
        : StalenessLaw.mean(updateRate, n, gossipRate);
  }

  private boolean isComplete() {
    return run.topology().equals("complete");
  }
}
