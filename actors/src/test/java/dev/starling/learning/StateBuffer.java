package dev.starling.learning;

import dev.starling.params.ParameterVector;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A learner's saved state in memory. */
public final class StateBuffer implements StateWriter, StateReader {
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);

  /** Turns from writing to reading, from the start on. */
  public StateBuffer rewind() {
    bytes.flip();
    return this;
  }

  /** As it would be after a torn write. */
  public StateBuffer cut() {
    bytes.limit(bytes.limit() - 1);
    return this;
  }

  @Override
  public void putInt(int value) {
    bytes.putInt(value);
  }

  @Override
  public void putLong(long value) {
    bytes.putLong(value);
  }

  @Override
  public void putDouble(double value) {
    bytes.putDouble(value);
  }

  @Override
  public void putParameters(ParameterVector vector) {
    for (float value : vector.toArray()) {
      bytes.putFloat(value);
    }
  }

  @Override
  public int getInt() {
    return (int) read(Integer.BYTES);
  }

  @Override
  public long getLong() {
    return read(Long.BYTES);
  }

  @Override
  public double getDouble() {
    return Double.longBitsToDouble(read(Long.BYTES));
  }

  @Override
  public void getParameters(ParameterVector vector) {
    for (int i = 0; i < vector.length(); i++) {
      vector.set(i, Float.intBitsToFloat((int) read(Integer.BYTES)));
    }
  }

  private long read(int count) {
    try {
      return count == Long.BYTES ? bytes.getLong() : bytes.getInt();
    } catch (BufferUnderflowException end) {
      throw new IllegalArgumentException("the state ends too soon", end);
    }
  }
}
