package dev.starling.model;

import dev.starling.data.DataSet;
import dev.starling.params.ParameterVector;

/**
 * A mini-batch that is filled again and again: features as a row-major matrix outside the heap,
 * where BLAS reads them, and one target per row. Made once for the largest batch. Used by one
 * thread at a time.
 */
public final class Batch implements AutoCloseable {
  private final int capacity;
  private final int width;
  private final ParameterVector features;
  private final float[] targets;
  private int rows;

  private Batch(int capacity, int width) {
    this.capacity = capacity;
    this.width = width;
    this.features = ParameterVector.allocate(Math.multiplyExact(capacity, width));
    this.targets = new float[capacity];
  }

  /**
   * An empty batch.
   *
   * @param capacity samples that it can hold, at least 1
   * @param width features per sample, at least 1
   */
  public static Batch allocate(int capacity, int width) {
    if (capacity < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a batch needs room for at least one sample of one feature, was asked for "
              + capacity
              + " of "
              + width);
    }
    return new Batch(capacity, width);
  }

  /** Forgets all rows. */
  public void clear() {
    rows = 0;
  }

  /**
   * Appends the samples of {@code data} that {@code indices[from]} to {@code [from+count-1]} name.
   */
  public void add(DataSet data, int[] indices, int from, int count) {
    requireRoom(data, count);
    float[] source = data.featureArray();
    for (int i = from; i < from + count; i++) {
      int index = indices[i];
      features.copyFrom(rows * width, source, index * width, width);
      targets[rows++] = data.target(index);
    }
  }

  /** Appends {@code count} samples of {@code data} that follow each other. */
  public void addRange(DataSet data, int first, int count) {
    requireRoom(data, count);
    features.copyFrom(rows * width, data.featureArray(), first * width, count * width);
    for (int i = 0; i < count; i++) {
      targets[rows++] = data.target(first + i);
    }
  }

  /** Samples in the batch now. */
  public int rows() {
    return rows;
  }

  /** Samples that it can hold. */
  public int capacity() {
    return capacity;
  }

  /** Features per sample. */
  public int width() {
    return width;
  }

  /** Row i lies at [i·width, (i+1)·width); what follows the last row is old. Not to be written. */
  public ParameterVector features() {
    return features;
  }

  /** The target of {@code row} as it stands in the data. */
  public float target(int row) {
    return targets[row];
  }

  /** The target of {@code row} as a class, counted from 0. */
  public int label(int row) {
    return (int) targets[row];
  }

  @Override
  public void close() {
    features.close();
  }

  private void requireRoom(DataSet data, int count) {
    if (data.features() != width) {
      throw new IllegalArgumentException(
          data.name() + " has " + data.features() + " features, the batch takes " + width);
    }
    if (count > capacity - rows) {
      throw new IllegalArgumentException(
          count + " samples do not fit a batch of " + capacity + " that holds " + rows);
    }
  }
}
