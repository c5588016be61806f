package dev.starling.data;

import java.util.Arrays;

/** A growing array of floats, for readers that learn the number of rows only at the end. */
final class FloatList {
  private float[] values = new float[1024];
  private int size;

  void add(float value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, grown(size));
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  float get(int index) {
    return values[index];
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }

  private static int grown(int size) {
    // The largest array that common JVMs allow is a few words short of 2^31 − 1.
    int limit = Integer.MAX_VALUE - 8;
    if (size == limit) {
      throw new DataException("the data hold more than 2^31 numbers; that is more than fits here");
    }
    return (int) Math.min(limit, 2L * size);
  }
}
