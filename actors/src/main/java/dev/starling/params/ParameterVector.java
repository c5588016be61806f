package dev.starling.params;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.UnsafeApi;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fixed number of float32 values outside the heap, in the machine's byte order.
 *
 * <p>The memory is ND4J's, and this object is its owner: ND4J frees what nobody holds, so the array
 * is held here until {@link #close()}. After that every access is refused with an {@link
 * IllegalStateException}; a raw {@link #address()} taken before is then dangling, which is why only
 * the owner's thread may close. Used by one thread at a time.
 */
public final class ParameterVector implements AutoCloseable {
  private static final AtomicLong LIVE_BYTES = new AtomicLong();
  private static final long BYTE_ARRAY_BASE = UnsafeApi.arrayBaseOffset(byte[].class);
  private static final long FLOAT_ARRAY_BASE = UnsafeApi.arrayBaseOffset(float[].class);

  private final int length;
  private final FloatCursor cursor = new FloatCursor();
  private INDArray array;
  private long address;

  private ParameterVector(int length) {
    this.length = length;
    // ND4J has no empty buffers; one float stands in for none.
    array = Nd4j.createUninitialized(DataType.FLOAT, Math.max(1, length));
    address = array.data().pointer().address();
    LIVE_BYTES.addAndGet(bytes());
    fill(0);
  }

  /** A vector of {@code length} zeros; {@code length} may be 0. */
  public static ParameterVector allocate(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("length must not be negative, was " + length);
    }
    return new ParameterVector(length);
  }

  /** Bytes of all vectors that are not closed yet: 0 when nothing leaks. */
  public static long liveBytes() {
    return LIVE_BYTES.get();
  }

  /** Number of float32 values. */
  public int length() {
    return length;
  }

  /** Size of the payload in bytes. */
  public long bytes() {
    return (long) length * Float.BYTES;
  }

  /** Where the first value lies; valid until {@link #close()}. */
  public long address() {
    requireOpen();
    return address;
  }

  public float get(int index) {
    return UnsafeApi.getFloat(addressOf(index));
  }

  public void set(int index, float value) {
    UnsafeApi.putFloat(addressOf(index), value);
  }

  public void fill(float value) {
    requireOpen();
    if (Float.floatToRawIntBits(value) == 0) {
      UnsafeApi.setMemory(address, bytes(), (byte) 0);
      return;
    }
    for (int i = 0; i < length; i++) {
      UnsafeApi.putFloat(address + (long) i * Float.BYTES, value);
    }
  }

  /** Copies all values of a vector of the same length. */
  public void copyFrom(ParameterVector source) {
    if (source.length != length) {
      throw new IllegalArgumentException(
          "cannot copy " + source.length + " parameters into " + length);
    }
    UnsafeApi.copyMemory(source.address(), address(), bytes());
  }

  /** Copies {@code values}, which must be as long as this vector. */
  public void copyFrom(float[] values) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          "cannot copy " + values.length + " parameters into " + length);
    }
    copyFrom(0, values, 0, length);
  }

  /**
   * Writes {@code count} values of {@code source}, from {@code sourceOffset} on, at {@code offset}:
   * one bulk copy.
   */
  public void copyFrom(int offset, float[] source, int sourceOffset, int count) {
    requireOpen();
    requireRange(offset, count, length);
    requireRange(sourceOffset, count, source.length);
    UnsafeApi.copyMemory(
        source, arrayOffset(sourceOffset), null, byteAddress(offset), (long) count * Float.BYTES);
  }

  /**
   * Reads {@code count} values at {@code offset} into {@code target}, from {@code targetOffset} on:
   * one bulk copy. A loop over an array vectorizes where one over off-heap memory does not.
   */
  public void copyTo(int offset, float[] target, int targetOffset, int count) {
    requireOpen();
    requireRange(offset, count, length);
    requireRange(targetOffset, count, target.length);
    UnsafeApi.copyMemory(
        null, byteAddress(offset), target, arrayOffset(targetOffset), (long) count * Float.BYTES);
  }

  /**
   * Copies all values, bit for bit in the machine's byte order, to {@code target} from {@code
   * targetOffset} on.
   */
  public void copyTo(byte[] target, int targetOffset) {
    requireOpen();
    Objects.checkFromIndexSize(targetOffset, bytes(), (long) target.length);
    UnsafeApi.copyMemory(null, address, target, BYTE_ARRAY_BASE + targetOffset, bytes());
  }

  public float[] toArray() {
    float[] values = new float[length];
    copyTo(0, values, 0, length);
    return values;
  }

  /** Gives the memory back. Only the owner's thread may; a second call does nothing. */
  @Override
  public void close() {
    if (array != null) {
      LIVE_BYTES.addAndGet(-bytes());
      array.close();
      array = null;
      address = 0;
    }
  }

  public boolean isClosed() {
    return array == null;
  }

  /** A BLAS argument at {@code offset}, valid until the next call. */
  FloatCursor cursorAt(int offset, int count) {
    requireOpen();
    requireRange(offset, count, length);
    return cursor.at(byteAddress(offset));
  }

  static void requireRange(int offset, int count, int length) {
    if (offset < 0 || count < 0 || offset > length - count) {
      throw new IndexOutOfBoundsException(
          "parameters " + offset + " to " + ((long) offset + count) + " of " + length);
    }
  }

  private long addressOf(int index) {
    requireOpen();
    requireRange(index, 1, length);
    return byteAddress(index);
  }

  private long byteAddress(int index) {
    return address + (long) index * Float.BYTES;
  }

  private static long arrayOffset(int index) {
    return FLOAT_ARRAY_BASE + (long) index * Float.BYTES;
  }

  private void requireOpen() {
    if (array == null) {
      throw new IllegalStateException("the vector of " + length + " parameters is closed");
    }
  }
}
