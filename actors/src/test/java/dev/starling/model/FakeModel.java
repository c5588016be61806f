package dev.starling.model;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers with what the features say, and remembers the targets of each batch that it was shown.
 */
final class FakeModel implements Model {
  final List<List<Float>> batches = new ArrayList<>();
  private final int outputs;
  private final boolean classifies;

  FakeModel(int outputs, boolean classifies) {
    this.outputs = outputs;
    this.classifies = classifies;
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public boolean classifies() {
    return classifies;
  }

  @Override
  public void initialise(ParameterVector theta, RandomStream random) {
    theta.fill(1);
  }

  @Override
  public double lossAndGradient(ParameterVector theta, Batch batch, ParameterVector gradient) {
    List<Float> targets = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      targets.add(batch.target(row));
    }
    batches.add(targets);
    gradient.fill(0.5f);
    return 0.25;
  }

  @Override
  public void predict(ParameterVector theta, Batch batch, float[] predictions) {
    batch.features().copyTo(0, predictions, 0, batch.rows() * outputs);
  }
}
