package dev.starling.model;

/** A kind of model, chosen before the data are known. */
@FunctionalInterface
public interface ModelSpec {

  /**
   * Makes the model for data of this shape, with temporaries for batches of up to {@code maxBatch}.
   *
   * @param features numbers per sample, at least 1
   * @param classes classes to tell apart, 0 for regression
   * @param maxBatch samples of the largest batch, at least 1
   * @throws IllegalArgumentException when this kind of model cannot learn such data
   */
  Model create(int features, int classes, int maxBatch);
}
