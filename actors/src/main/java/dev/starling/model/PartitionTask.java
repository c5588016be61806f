package dev.starling.model;

import dev.starling.data.DataSet;
import dev.starling.learning.FirstDraws;
import dev.starling.learning.LocalTask;
import dev.starling.learning.StateReader;
import dev.starling.learning.StateWriter;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * A learner's partition of the data under a model.
 *
 * <p>Samples are drawn without replacement: each epoch is a new random order of the partition. All
 * batches have the same size, so that every sample weighs the same; a batch that the epoch cannot
 * fill takes its remaining rows from the next one. Of its own a task has its order alone, 4 bytes
 * per sample: model, gradient and batch are shared by all tasks of a thread. Used by one thread.
 */
public final class PartitionTask implements LocalTask {
  private final DataSet train;
  private final int[] order;
  private final Model model;
  private final ParameterVector gradient;
  private final Batch batch;
  private final int batchSize;
  private final long partitionHash;
  private final FirstDraws firstBatches = new FirstDraws();
  private int next;

  /**
   * @param rows the partition, as rows of {@code train}; copied
   * @param sharedGradient as long as the model's θ
   * @param sharedBatch with room for the batch size
   * @param batchSize samples per step; a smaller partition is taken whole in each step
   */
  public PartitionTask(
      DataSet train,
      int[] rows,
      Model model,
      ParameterVector sharedGradient,
      Batch sharedBatch,
      int batchSize) {
    requireRows(train, rows);
    requireMemory(model, sharedGradient, sharedBatch, train);
    this.train = train;
    this.order = rows.clone();
    partitionHash = FirstDraws.hashOf(rows, 0, rows.length);
    this.model = model;
    this.gradient = sharedGradient;
    this.batch = sharedBatch;
    this.batchSize = Math.min(batchSize, rows.length);
    if (this.batchSize < 1 || this.batchSize > sharedBatch.capacity()) {
      throw new IllegalArgumentException(
          "batch size " + batchSize + " must lie between 1 and " + sharedBatch.capacity());
    }
    next = rows.length;
  }

  @Override
  public int parameters() {
    return model.parameters();
  }

  @Override
  public int samples() {
    return order.length;
  }

  @Override
  public void initialise(ParameterVector theta, RandomStream random) {
    model.initialise(theta, random);
  }

  @Override
  public double nextBatch(ParameterVector theta, RandomStream random) {
    batch.clear();
    while (batch.rows() < batchSize) {
      if (next == order.length) {
        random.shuffle(order);
        next = 0;
      }
      int count = Math.min(batchSize - batch.rows(), order.length - next);
      batch.add(train, order, next, count);
      firstBatches.add(order, next, count);
      next += count;
    }
    return model.lossAndGradient(theta, batch, gradient);
  }

  @Override
  public long partitionHash() {
    return partitionHash;
  }

  @Override
  public FirstDraws firstBatches() {
    return firstBatches;
  }

  @Override
  public ParameterVector gradient() {
    return gradient;
  }

  /** Writes the order of the epoch and the place in it. */
  @Override
  public void save(StateWriter out) {
    out.putInt(order.length);
    out.putInt(next);
    for (int row : order) {
      out.putInt(row);
    }
  }

  /** Reads an order of this partition; one of other rows is refused. */
  @Override
  public void restore(StateReader in) {
    int count = in.getInt();
    int place = in.getInt();
    if (count != order.length || place < 0 || place > count) {
      throw new IllegalArgumentException(
          "the state is at "
              + place
              + " of "
              + count
              + " samples, the partition has "
              + order.length);
    }
    int[] saved = new int[count];
    for (int i = 0; i < count; i++) {
      saved[i] = in.getInt();
    }
    requireSameRows(saved);
    System.arraycopy(saved, 0, order, 0, count);
    next = place;
  }

  private void requireSameRows(int[] saved) {
    int[] theirs = saved.clone();
    int[] ours = order.clone();
    Arrays.sort(theirs);
    Arrays.sort(ours);
    if (!Arrays.equals(theirs, ours)) {
      throw new IllegalArgumentException("the state is of another partition of " + train.name());
    }
  }

  private static void requireRows(DataSet train, int[] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("the partition is empty; a learner needs one sample");
    }
    for (int row : rows) {
      if (row < 0 || row >= train.size()) {
        throw new IllegalArgumentException(
            "the partition names row " + row + " of " + train.size() + " in " + train.name());
      }
    }
  }

  private static void requireMemory(
      Model model, ParameterVector gradient, Batch batch, DataSet train) {
    if (gradient.length() != model.parameters()) {
      throw new IllegalArgumentException(
          "the gradient has room for "
              + gradient.length()
              + " parameters, the model has "
              + model.parameters());
    }
    if (batch.width() != train.features()) {
      throw new IllegalArgumentException(
          "the batch takes "
              + batch.width()
              + " features, "
              + train.name()
              + " has "
              + train.features());
    }
  }
}
