package dev.starling.learning;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;

/**
 * Tells a model that has diverged from one that has not: every value finite, and the mean absolute
 * parameter and the loss within their bounds. The mean costs one vectorized pass (some 0.5 µs per
 * 64 KiB) and, unlike a sum, one bound for it fits models and frames of every size; a single large
 * value among many small ones passes until it has spread, an infinite one or a NaN does not.
 * Stateless.
 */
final class DivergenceGuard {
  private final double parameterBound;
  private final double lossBound;

  DivergenceGuard(LearnerSettings.Divergence settings) {
    this.parameterBound = settings.parameterBound();
    this.lossBound = settings.lossBound();
  }

  boolean isSane(double loss) {
    return Math.abs(loss) <= lossBound && !Double.isInfinite(loss);
  }

  boolean isSane(ParameterVector theta) {
    return Kernels.isSane(theta, sumBound(theta.length()));
  }

  boolean isSane(ParameterView slice) {
    return Kernels.isSane(slice, sumBound(slice.length()));
  }

  private float sumBound(int length) {
    // Below infinity, so that an infinite sum never passes.
    return (float) Math.min(parameterBound * length, Float.MAX_VALUE);
  }
}
