package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessTheory;
import java.util.List;

/**
 * What one run measured, beside theory. Immutable.
 *
 * @param kind how the theory is to be read
 * @param checks by the checks of the engine
 * @param measured by the figures of the engine; NaN when it was not measured
 * @param theory by the figures of the engine; NaN when there is none
 */
public record TrialResult(
    StalenessTheory.Kind kind, List<Double> checks, List<Double> measured, List<Double> theory) {
  /** Copies the lists. */
  public TrialResult {
    checks = List.copyOf(checks);
    measured = List.copyOf(measured);
    theory = List.copyOf(theory);
  }
}
