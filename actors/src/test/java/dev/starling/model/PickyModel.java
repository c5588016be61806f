package dev.starling.model;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.Arrays;

/** A model as a user would bring it, which refuses data that it cannot learn. */
public final class PickyModel implements Model {

  public PickyModel(int features, int classes, int maxBatch) {
    if (classes != 2) {
      throw new IllegalArgumentException("two classes only");
    }
  }

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
    return 0;
  }

  @Override
  public void predict(ParameterVector theta, Batch batch, float[] outputs) {
    Arrays.fill(outputs, 0.5f);
  }
}
