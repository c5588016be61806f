package dev.starling.run;

import dev.starling.data.DataSet;
import dev.starling.learning.PushBlocks;
import dev.starling.model.Batch;
import dev.starling.model.Evaluation;
import dev.starling.model.Evaluator;
import dev.starling.model.Model;
import dev.starling.model.ModelSpec;
import dev.starling.params.ParameterVector;
import org.agrona.CloseHelper;

/**
 * What the learners of one thread share, because only one of them steps at a time: the model's
 * temporaries, the gradient, the mini-batch, and where pushes on their way in are kept. Owned by
 * the thread that uses it.
 */
public final class Workspace implements AutoCloseable {
  private static final int EVALUATION_ROWS = 256;

  private final int batchSize;
  private final Model model;
  private final ParameterVector gradient;
  private final Batch batch;
  private final PushBlocks pushBlocks = new PushBlocks();

  Workspace(ModelSpec spec, int features, int classes, int batchSize) {
    this.batchSize = batchSize;
    int rows = Math.max(batchSize, EVALUATION_ROWS);
    model = spec.create(features, classes, rows);
    gradient = ParameterVector.allocate(model.parameters());
    batch = Batch.allocate(rows, features);
  }

  /** Length of θ. */
  public int parameters() {
    return model.parameters();
  }

  /** Loss and accuracy of a model on a part of the data. */
  public Evaluation evaluate(ParameterVector theta, DataSet part) {
    return Evaluator.evaluate(model, theta, part, batch);
  }

  Model model() {
    return model;
  }

  ParameterVector gradient() {
    return gradient;
  }

  PushBlocks pushBlocks() {
    return pushBlocks;
  }

  Batch batch() {
    return batch;
  }

  int batchSize() {
    return batchSize;
  }

  @Override
  public void close() {
    CloseHelper.closeAll(model, gradient, batch);
  }
}
