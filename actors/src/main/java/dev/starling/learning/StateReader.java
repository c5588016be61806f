package dev.starling.learning;

import dev.starling.params.ParameterVector;

/**
 * What was written with a {@link StateWriter}, read back in the same order. Each method throws an
 * {@link IllegalArgumentException} when there is nothing left to read.
 */
public interface StateReader {
  int getInt();

  long getLong();

  double getDouble();

  /** Fills {@code vector}, which is as long as the one that was written. */
  void getParameters(ParameterVector vector);
}
