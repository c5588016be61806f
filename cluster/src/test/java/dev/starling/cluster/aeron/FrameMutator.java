package dev.starling.cluster.aeron;

import dev.starling.cluster.ByteMutator;
import dev.starling.random.RandomStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Makes frames that nobody sent of one that somebody did. Half of what it makes has a header that
 * fits its bytes, so that it gets past the first checks. Used by one thread.
 */
final class FrameMutator {
  private static final int WAYS = 10;
  private static final int MAX_ELEMENTS = 1 << 10;
  private static final int[] INTS = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30};
  private static final long[] LONGS = {-1, 0, 1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40};
  private static final int[] INT_FIELDS = {
    RawFrame.SOURCE, RawFrame.TARGET, RawFrame.OFFSET, RawFrame.LENGTH
  };
  private static final int[] LONG_FIELDS = {
    RawFrame.SEQUENCE, RawFrame.SOURCE_VERSION, RawFrame.TRIM
  };
  private static final float[] VALUES = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f, Float.MAX_VALUE
  };

  private final RandomStream random;
  private final ByteMutator bytes;

  FrameMutator(RandomStream random) {
    this.random = random;
    bytes = new ByteMutator(random);
  }

  /** A frame made of {@code valid}, which stays as it is. */
  byte[] of(byte[] valid) {
    return switch (random.nextInt(WAYS)) {
      case 0 -> bytes.changed(valid, valid.length);
      case 1 -> bytes.changed(valid, RawFrame.HEADER_BYTES);
      case 2 -> bytes.cut(valid);
      case 3 -> bytes.grown(valid);
      case 4 -> valid;
      case 5 -> withLong(valid, RawFrame.RUN, random.nextLong());
      case 6 -> withInt(valid, pick(INT_FIELDS), pick(INTS));
      case 7 -> withLong(valid, pick(LONG_FIELDS), LONGS[random.nextInt(LONGS.length)]);
      case 8 -> resized(valid);
      default -> withValue(valid, VALUES[random.nextInt(VALUES.length)]);
    };
  }

  /** Elements {@code from} to {@code to} of a frame, as a frame. */
  static byte[] piece(byte[] valid, int from, int to) {
    int elementBytes = RawFrame.elementBytes(valid);
    byte[] piece = Arrays.copyOf(valid, RawFrame.HEADER_BYTES + (to - from) * elementBytes);
    System.arraycopy(
        valid,
        RawFrame.HEADER_BYTES + from * elementBytes,
        piece,
        RawFrame.HEADER_BYTES,
        piece.length - RawFrame.HEADER_BYTES);
    RawFrame.numbers(piece)
        .putInt(RawFrame.OFFSET, RawFrame.offset(valid) + from)
        .putInt(RawFrame.LENGTH, to - from);
    return piece;
  }

  static byte[] withInt(byte[] valid, int field, int value) {
    byte[] changed = valid.clone();
    RawFrame.numbers(changed).putInt(field, value);
    return changed;
  }

  static byte[] withLong(byte[] valid, int field, long value) {
    byte[] changed = valid.clone();
    RawFrame.numbers(changed).putLong(field, value);
    return changed;
  }

  /** With more or fewer elements, from another offset on, and a header that says so. */
  private byte[] resized(byte[] valid) {
    int elements = random.nextInt(MAX_ELEMENTS);
    byte[] resized =
        Arrays.copyOf(valid, RawFrame.HEADER_BYTES + elements * RawFrame.elementBytes(valid));
    ByteBuffer numbers = RawFrame.numbers(resized).putInt(RawFrame.LENGTH, elements);
    if (random.nextInt(2) == 0) {
      numbers.putInt(RawFrame.OFFSET, random.nextInt(MAX_ELEMENTS));
    }
    return resized;
  }

  private byte[] withValue(byte[] valid, float value) {
    byte[] changed = valid.clone();
    int values = (valid.length - RawFrame.HEADER_BYTES) / Float.BYTES;
    int at = RawFrame.HEADER_BYTES + Float.BYTES * random.nextInt(values);
    RawFrame.numbers(changed).putFloat(at, value);
    return changed;
  }

  private int pick(int[] from) {
    return from[random.nextInt(from.length)];
  }
}
