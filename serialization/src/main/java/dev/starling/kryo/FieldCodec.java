package dev.starling.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** One kind of component, as bytes. Without state, so that any number of threads share one. */
abstract class FieldCodec {
  private final int minBytes;

  /**
   * @param minBytes fewest bytes of a value, at least 1: it bounds how many a list can hold
   */
  FieldCodec(int minBytes) {
    this.minBytes = minBytes;
  }

  final int minBytes() {
    return minBytes;
  }

  /** Writes {@code value}, which is not null. */
  abstract void write(Kryo kryo, Output output, Object value);

  /** Reads what {@link #write} wrote, or fails; allocates no more than the input can fill. */
  abstract Object read(Kryo kryo, Input input);

  /** The type that must be registered, or be an interface of one that is; null when none must. */
  Class<?> messageType() {
    return null;
  }

  /**
   * Reads a number of elements, and refuses one that the bytes that remain cannot hold.
   *
   * @param elementBytes fewest bytes of an element, at least 1
   */
  static int readLength(Input input, int elementBytes) {
    int length = input.readVarInt(true);
    int remainingBytes = input.limit() - input.position();
    if (length < 0 || (long) length * elementBytes > remainingBytes) {
      throw new MalformedMessageException(
          "a length of "
              + length
              + " at "
              + elementBytes
              + " bytes or more each, with "
              + remainingBytes
              + " bytes left");
    }
    return length;
  }
}
