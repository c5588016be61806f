package dev.starling.params;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * A borrowed slice of float32 values in memory that somebody else owns: the payload of a frame, or
 * a part of a vector. It is valid as long as its owner says (for a frame: inside the fragment
 * callback) and is re-aimed with {@code wrap} instead of made anew. Used by one thread at a time.
 */
public final class ParameterView {
  private final FloatCursor cursor = new FloatCursor();
  private long address;
  private int length;

  /**
   * Aims at {@code length} values that start {@code byteOffset} bytes into {@code buffer}, which
   * must lie outside the heap.
   */
  public ParameterView wrap(DirectBuffer buffer, int byteOffset, int length) {
    if (buffer.byteArray() != null) {
      throw new IllegalArgumentException("parameters are borrowed from off-heap memory only");
    }
    buffer.boundsCheck(byteOffset, Math.multiplyExact(length, Float.BYTES));
    this.address = buffer.addressOffset() + byteOffset;
    this.length = length;
    return this;
  }

  /** Aims at {@code length} values of {@code vector} from {@code offset} on. */
  public ParameterView wrap(ParameterVector vector, int offset, int length) {
    ParameterVector.requireRange(offset, length, vector.length());
    this.address = vector.address() + (long) offset * Float.BYTES;
    this.length = length;
    return this;
  }

  /** Where the first value lies. */
  public long address() {
    return address;
  }

  /** Number of float32 values. */
  public int length() {
    return length;
  }

  public float get(int index) {
    ParameterVector.requireRange(index, 1, length);
    return UnsafeApi.getFloat(address + (long) index * Float.BYTES);
  }

  FloatCursor cursor() {
    return cursorAt(0);
  }

  FloatCursor cursorAt(int index) {
    return cursor.at(address + (long) index * Float.BYTES);
  }
}
