package dev.starling.sim.experiment;

import dev.starling.model.Batch;
import dev.starling.model.Model;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/** A user's model whose every step fails, as a full memory would make it. */
public final class BrokenModel implements Model {
  static final String NAME = "class:" + BrokenModel.class.getName();

  private final int classes;

  public BrokenModel(int features, int classes, int maxBatch) {
    this.classes = classes;
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public void initialise(ParameterVector theta, RandomStream random) {
    theta.fill(0);
  }

  @Override
  public double lossAndGradient(ParameterVector theta, Batch batch, ParameterVector gradient) {
    throw new OutOfMemoryError("no memory for a step");
  }

  @Override
  public void predict(ParameterVector theta, Batch batch, float[] outputs) {
    throw new AssertionError("never trained, never asked");
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public boolean classifies() {
    return true;
  }
}
