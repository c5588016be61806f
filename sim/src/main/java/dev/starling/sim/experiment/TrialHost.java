package dev.starling.sim.experiment;

/** Runs learners in virtual time for experiments. Used by several threads at a time. */
public interface TrialHost {
  /**
   * Refuses what cannot be run, before a sweep begins.
   *
   * @throws IllegalArgumentException that names the key
   */
  void check(TrialPlan plan);

  /**
   * Makes the runs of one seed: as many as the plan repeats, with its own seed for each.
   *
   * @return their mean, by the ordinals of {@link LearnerFigure}; NaN for what the plan does not
   *     want
   */
  double[] run(TrialPlan plan, long seed);

  /** What theory says of that run, in the same form; NaN where it is silent. */
  double[] theory(TrialPlan plan, long seed);
}
