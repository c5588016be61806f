package dev.starling.learning;

import dev.starling.params.ParameterVector;

/**
 * Whether a learner has diverged. The whole of θ is looked at only where it may have ceased to be
 * sane: a pass over a model that fits no cache takes as long as sending a good part of it, and
 * between two steps a learner may push many times, while all that happens to θ is that sane slices
 * are mixed into it. A mean of finite values is finite; where only parts of pushes came, cut
 * elsewhere by each sender, the mean absolute parameter may pass its bound until θ is looked at
 * again. Used by one thread.
 */
final class ModelCheck {
  private final ParameterVector theta;
  private final DivergenceGuard guard;
  private boolean passed;

  ModelCheck(ParameterVector theta, DivergenceGuard guard) {
    this.theta = theta;
    this.guard = guard;
  }

  /** θ is about to change, or has, and not only by mixing sane slices into it. */
  void forget() {
    passed = false;
  }

  /** Whether a loss is one of a model that has not diverged. */
  boolean isSane(double loss) {
    return guard.isSane(loss);
  }

  /** Whether θ is that of one; looks at the whole of it, unless that was done since it changed. */
  boolean isSane() {
    passed = passed || guard.isSane(theta);
    return passed;
  }

  /** Whether θ is known to be sane without a look at it. */
  boolean isKnownSane() {
    return passed;
  }
}
