package dev.starling.learning;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;

/**
 * Stochastic gradient descent with heavy-ball momentum and coupled weight decay:
 *
 * <pre>  v ← β·v + g + d·θ        θ ← θ − s·v</pre>
 *
 * <p>(as in Sutskever et al., ICML 2013, without Nesterov's look-ahead). With β = 0 there is no v,
 * and θ ← (1 − s·d)·θ − s·g. The gradient is only read. Owns v; used by one thread.
 */
final class SgdOptimizer implements AutoCloseable {
  private final float momentum;
  private final float weightDecay;
  private final ParameterVector velocity;

  SgdOptimizer(double momentum, double weightDecay, int parameters) {
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
    this.velocity = momentum > 0 ? ParameterVector.allocate(parameters) : null;
  }

  /** One step of size {@code stepSize} down {@code gradient}. */
  void step(ParameterVector theta, ParameterVector gradient, double stepSize) {
    if (velocity == null) {
      if (weightDecay > 0) {
        Kernels.scale((float) (1 - stepSize * weightDecay), theta);
      }
      Kernels.axpy((float) -stepSize, gradient, theta);
      return;
    }
    Kernels.scale(momentum, velocity);
    Kernels.axpy(1, gradient, velocity);
    if (weightDecay > 0) {
      Kernels.axpy(weightDecay, theta, velocity);
    }
    Kernels.axpy((float) -stepSize, velocity, theta);
  }

  /** Forgets the momentum. */
  void reset() {
    if (velocity != null) {
      velocity.fill(0);
    }
  }

  void save(StateWriter out) {
    if (velocity != null) {
      out.putParameters(velocity);
    }
  }

  void restore(StateReader in) {
    if (velocity != null) {
      in.getParameters(velocity);
    }
  }

  @Override
  public void close() {
    if (velocity != null) {
      velocity.close();
    }
  }
}
