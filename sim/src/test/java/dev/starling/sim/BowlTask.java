package dev.starling.sim;

import dev.starling.learning.LocalTask;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/** f(y) = ½·|y − s|²: curvature 1, optimum s in every coordinate, no noise. Starts at 0. */
class BowlTask implements LocalTask, AutoCloseable {
  private final double optimum;
  private final ParameterVector gradient;

  BowlTask(double optimum, int parameters) {
    this.optimum = optimum;
    this.gradient = ParameterVector.allocate(parameters);
  }

  @Override
  public int parameters() {
    return gradient.length();
  }

  @Override
  public int samples() {
    return 1;
  }

  @Override
  public void initialise(ParameterVector theta, RandomStream random) {
    theta.fill(0);
  }

  @Override
  public double nextBatch(ParameterVector theta, RandomStream order) {
    double loss = 0;
    for (int i = 0; i < gradient.length(); i++) {
      double distance = theta.get(i) - optimum;
      gradient.set(i, (float) distance);
      loss += 0.5 * distance * distance;
    }
    return loss;
  }

  @Override
  public ParameterVector gradient() {
    return gradient;
  }

  @Override
  public void close() {
    gradient.close();
  }
}
