package dev.starling.sim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run of learners in an experiment is to do. Immutable.
 *
 * @param overrides of the run's configuration, without its seed
 * @param method how the learners learn
 * @param burnInSeconds what is averaged over time counts from here on
 * @param repeats runs whose mean is the result of one seed, at least 1
 * @param figures what is to be measured
 */
public record TrialPlan(
    List<String> overrides,
    TrialMethod method,
    double burnInSeconds,
    int repeats,
    Set<LearnerFigure> figures) {
  /** Parts the seeds of repeated runs, so that no two experiments share one. */
  private static final long BETWEEN_REPEATS = 1_000_000;

  /** Checks the numbers. */
  public TrialPlan {
    overrides = List.copyOf(overrides);
    figures = Set.copyOf(figures);
    if (!(burnInSeconds >= 0) || Double.isInfinite(burnInSeconds)) {
      throw new IllegalArgumentException("trial.burn-in must be 0 or more, was " + burnInSeconds);
    }
    if (repeats < 1) {
      throw new IllegalArgumentException("trial.repeats must be at least 1, was " + repeats);
    }
  }

  /** The seed of repetition {@code k}, counted from 0; the first one has the seed itself. */
  public long seed(long seed, int k) {
    return seed + BETWEEN_REPEATS * k;
  }

  /** The configuration of a run with this seed. */
  public RunConfig config(long seed) {
    List<String> all = new ArrayList<>(overrides);
    all.add("run.seed=" + seed);
    return RunConfig.load(Optional.empty(), all);
  }
}
