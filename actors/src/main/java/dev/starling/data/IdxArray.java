package dev.starling.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * An array of unsigned bytes as the MNIST family stores it (IDX format, Y. LeCun, "The MNIST
 * database of handwritten digits"): a magic number 0x0000080d, where d is the number of dimensions,
 * d sizes as big-endian 32-bit integers, then the bytes in row-major order.
 */
final class IdxArray {
  static final int LABEL_DIMENSIONS = 1;
  static final int IMAGE_DIMENSIONS = 3;
  private static final int UNSIGNED_BYTE = 0x0800;

  private final int[] sizes;
  private final byte[] values;

  IdxArray(int[] sizes, byte[] values) {
    this.sizes = sizes;
    this.values = values;
  }

  /** Reads all of {@code in}; {@code name} is for messages. */
  static IdxArray read(InputStream in, String name, int dimensions) throws IOException {
    requireMagic(name, dimensions, readInt(in));
    int[] sizes = new int[dimensions];
    long bytes = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = readInt(in);
      if (sizes[i] < 1) {
        throw new DataException(name + " is empty: its size " + (i + 1) + " is " + sizes[i]);
      }
      bytes = bytes > Integer.MAX_VALUE ? bytes : bytes * sizes[i];
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new DataException(
          name + " announces more than 2 GiB; that is more than one array holds");
    }
    // readNBytes grows as bytes arrive, so a false size in the header costs no memory.
    byte[] values = in.readNBytes((int) bytes);
    if (values.length < bytes) {
      throw new DataException(
          name
              + " is truncated: its header announces "
              + bytes
              + " bytes, and "
              + values.length
              + " follow");
    }
    if (in.read() >= 0) {
      throw new DataException(
          name + " is longer than the " + bytes + " bytes that its header announces");
    }
    return new IdxArray(sizes, values);
  }

  /** Number of items: the first size. */
  int count() {
    return sizes[0];
  }

  /** Size along dimension {@code index}. */
  int size(int index) {
    return sizes[index];
  }

  /** Values of one item: the product of all sizes but the first. */
  int itemLength() {
    return values.length / sizes[0];
  }

  /** Value {@code index} of {@code item}, 0 to 255. */
  int value(int item, int index) {
    return values[item * itemLength() + index] & 0xFF;
  }

  /**
   * Writes the values of {@code item} to {@code target}, each replaced by what {@code table} says.
   */
  void copyItem(int item, float[] table, float[] target, int offset) {
    int length = itemLength();
    int start = item * length;
    for (int i = 0; i < length; i++) {
      target[offset + i] = table[values[start + i] & 0xFF];
    }
  }

  /** The array as its file holds it, unzipped. */
  byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * (1 + sizes.length) + values.length);
    buffer.putInt(UNSIGNED_BYTE | sizes.length);
    for (int size : sizes) {
      buffer.putInt(size);
    }
    return buffer.put(values).array();
  }

  private static void requireMagic(String name, int dimensions, int magic) {
    int wanted = UNSIGNED_BYTE | dimensions;
    if (magic != wanted) {
      throw new DataException(
          String.format(
              "%s has the wrong magic number 0x%08X; IDX files of %s begin with 0x%08X",
              name, magic, dimensions == LABEL_DIMENSIONS ? "labels" : "images", wanted));
    }
  }

  private static int readInt(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw new EOFException("within the header");
    }
    return ByteBuffer.wrap(bytes).getInt();
  }
}
