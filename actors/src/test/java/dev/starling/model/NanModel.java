package dev.starling.model;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.Arrays;

/** A classifier that has diverged. */
final class NanModel implements Model {

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public boolean classifies() {
    return true;
  }

  @Override
  public void initialise(ParameterVector theta, RandomStream random) {}

  @Override
  public double lossAndGradient(ParameterVector theta, Batch batch, ParameterVector gradient) {
    return Double.NaN;
  }

  @Override
  public void predict(ParameterVector theta, Batch batch, float[] outputs) {
    Arrays.fill(outputs, Float.NaN);
  }
}
