package dev.starling.learning;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/** Gradients at random around θ, and a state of its own: how many were taken. */
final class NoisyTask implements LocalTask {
  private final ParameterVector gradient;
  int taken;

  NoisyTask(int parameters) {
    gradient = ParameterVector.allocate(parameters);
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
    theta.fill(1);
  }

  @Override
  public double nextBatch(ParameterVector theta, RandomStream order) {
    taken++;
    for (int i = 0; i < gradient.length(); i++) {
      gradient.set(i, (float) (theta.get(i) + order.nextGaussian() + taken % 7));
    }
    return Math.abs(theta.get(0));
  }

  @Override
  public ParameterVector gradient() {
    return gradient;
  }

  @Override
  public void save(StateWriter out) {
    out.putInt(taken);
  }

  @Override
  public void restore(StateReader in) {
    taken = in.getInt();
  }
}
