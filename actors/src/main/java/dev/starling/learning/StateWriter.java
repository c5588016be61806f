package dev.starling.learning;

import dev.starling.params.ParameterVector;

/**
 * Where a learner writes its state, value after value: a file, a buffer, a message. Byte order and
 * checksums are the implementation's.
 */
public interface StateWriter {
  void putInt(int value);

  void putLong(long value);

  void putDouble(double value);

  /** All values of {@code vector}, bit for bit; its length is not written. */
  void putParameters(ParameterVector vector);
}
