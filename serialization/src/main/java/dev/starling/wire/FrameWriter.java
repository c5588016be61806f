package dev.starling.wire;

import static dev.starling.wire.FrameLayout.ORDER;

import dev.starling.learning.FrameKind;
import dev.starling.learning.FrameKind.Payload;
import dev.starling.params.ParameterVector;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Writes the frames of one push or message after the other into the transport's memory, parameters
 * straight from θ. {@link #push} sets what all frames of it share; {@link #encodeVersions}, {@link
 * #encodeParameters} and {@link #encodeValue} write one frame each. One writer serves a sending
 * thread for ever; it allocates nothing. Used by one thread.
 */
public final class FrameWriter {
  private long run;
  private int source;
  private int target;
  private long pushSequence;
  private long sourceVersion;
  private double capacityTrim;

  /** Bytes before the payload, a multiple of 8. */
  public static int headerBytes() {
    return FrameLayout.HEADER_BYTES;
  }

  /**
   * Most versions that one frame holds.
   *
   * @param maxPayloadBytes what one message of the transport takes, this header included
   */
  public static int maxVersionsPerFrame(int maxPayloadBytes) {
    return maxElements(maxPayloadBytes, Long.BYTES);
  }

  /**
   * Most parameters that one frame holds.
   *
   * @param maxPayloadBytes what one message of the transport takes, this header included
   */
  public static int maxParametersPerFrame(int maxPayloadBytes) {
    return maxElements(maxPayloadBytes, Float.BYTES);
  }

  /** Bytes of a frame of {@code count} versions, header included. */
  public static int versionFrameBytes(int count) {
    return frameBytes(count, Long.BYTES);
  }

  /** Bytes of a frame of {@code count} parameters, header included. */
  public static int parameterFrameBytes(int count) {
    return frameBytes(count, Float.BYTES);
  }

  /** Bytes of a frame of one value, header included. */
  public static int valueFrameBytes() {
    return frameBytes(1, Long.BYTES);
  }

  /**
   * Sets what the header of the next frames says.
   *
   * @param run identity of the run
   * @param source learner that sends, 0 or more
   * @param target learner that is to receive, 0 or more
   * @param pushSequence number of the push, counted by the source, 0 or more
   * @param sourceVersion the source's own version as the push begins, 0 or more
   * @param capacityTrim the source's trim, finite; 0 where there is none
   */
  public FrameWriter push(
      long run,
      int source,
      int target,
      long pushSequence,
      long sourceVersion,
      double capacityTrim) {
    if (source < 0 || target < 0 || pushSequence < 0 || sourceVersion < 0) {
      throw new IllegalArgumentException(
          "learners, sequence and version of a push must not be negative: source "
              + source
              + ", target "
              + target
              + ", sequence "
              + pushSequence
              + ", version "
              + sourceVersion);
    }
    if (!Double.isFinite(capacityTrim)) {
      throw new IllegalArgumentException("the capacity trim must be finite, was " + capacityTrim);
    }
    this.run = run;
    this.source = source;
    this.target = target;
    this.pushSequence = pushSequence;
    this.sourceVersion = sourceVersion;
    this.capacityTrim = capacityTrim;
    return this;
  }

  /** Writes a frame of versions of a push: see the method of the same name below. */
  public int encodeVersions(
      MutableDirectBuffer buffer, int frameOffset, long[] versions, int column, int count) {
    return encodeVersions(buffer, frameOffset, FrameKind.PUSH_VERSIONS, versions, column, count);
  }

  /**
   * Writes a frame of {@code versions[column]} to {@code versions[column + count − 1]}.
   *
   * @param kind one that carries versions
   * @param versions the version vector as it was when the push began, by column
   * @return bytes written: {@code versionFrameBytes(count)}
   */
  public int encodeVersions(
      MutableDirectBuffer buffer,
      int frameOffset,
      FrameKind kind,
      long[] versions,
      int column,
      int count) {
    requirePayload(kind, Payload.VERSIONS);
    requireSlice(column, count, versions.length, "versions");
    int bytes = versionFrameBytes(count);
    requireRoom(buffer, frameOffset, bytes);
    encodeHeader(buffer, frameOffset, kind, column, count);
    int payloadOffset = frameOffset + FrameLayout.HEADER_BYTES;
    for (int i = 0; i < count; i++) {
      buffer.putLong(payloadOffset + i * Long.BYTES, versions[column + i], ORDER);
    }
    return bytes;
  }

  /** Writes a frame of parameters of a push: see the method of the same name below. */
  public int encodeParameters(
      MutableDirectBuffer buffer,
      int frameOffset,
      ParameterVector theta,
      int parameterOffset,
      int count) {
    return encodeParameters(
        buffer, frameOffset, FrameKind.PUSH_PARAMETERS, theta, parameterOffset, count);
  }

  /**
   * Writes a frame of {@code count} parameters of θ from {@code parameterOffset} on: one copy, from
   * θ's memory into the buffer's.
   *
   * @param buffer outside the heap
   * @param kind one that carries parameters
   * @return bytes written: {@code parameterFrameBytes(count)}
   */
  public int encodeParameters(
      MutableDirectBuffer buffer,
      int frameOffset,
      FrameKind kind,
      ParameterVector theta,
      int parameterOffset,
      int count) {
    requirePayload(kind, Payload.PARAMETERS);
    if (buffer.byteArray() != null) {
      throw new IllegalArgumentException("parameters are written to memory outside the heap only");
    }
    requireSlice(parameterOffset, count, theta.length(), "parameters");
    int bytes = parameterFrameBytes(count);
    requireRoom(buffer, frameOffset, bytes);
    encodeHeader(buffer, frameOffset, kind, parameterOffset, count);
    UnsafeApi.copyMemory(
        theta.address() + (long) parameterOffset * Float.BYTES,
        buffer.addressOffset() + frameOffset + FrameLayout.HEADER_BYTES,
        (long) count * Float.BYTES);
    return bytes;
  }

  /**
   * Writes a frame of one value.
   *
   * @param kind one that carries a value
   * @return bytes written: {@code valueFrameBytes()}
   */
  public int encodeValue(MutableDirectBuffer buffer, int frameOffset, FrameKind kind, long value) {
    requirePayload(kind, Payload.VALUE);
    int bytes = valueFrameBytes();
    requireRoom(buffer, frameOffset, bytes);
    encodeHeader(buffer, frameOffset, kind, 0, 1);
    buffer.putLong(frameOffset + FrameLayout.HEADER_BYTES, value, ORDER);
    return bytes;
  }

  private void encodeHeader(
      MutableDirectBuffer buffer, int frameOffset, FrameKind kind, int offset, int length) {
    buffer.putInt(frameOffset + FrameLayout.PROTOCOL_OFFSET, FrameLayout.PROTOCOL, ORDER);
    buffer.putByte(frameOffset + FrameLayout.KIND_OFFSET, FrameLayout.codeOf(kind));
    buffer.putByte(frameOffset + FrameLayout.ENCODING_OFFSET, FrameLayout.PLAIN);
    buffer.putShort(frameOffset + FrameLayout.FLAGS_OFFSET, FrameLayout.NO_FLAGS, ORDER);
    buffer.putLong(frameOffset + FrameLayout.RUN_OFFSET, run, ORDER);
    buffer.putInt(frameOffset + FrameLayout.SOURCE_OFFSET, source, ORDER);
    buffer.putInt(frameOffset + FrameLayout.TARGET_OFFSET, target, ORDER);
    buffer.putLong(frameOffset + FrameLayout.PUSH_SEQUENCE_OFFSET, pushSequence, ORDER);
    buffer.putLong(frameOffset + FrameLayout.SOURCE_VERSION_OFFSET, sourceVersion, ORDER);
    buffer.putDouble(frameOffset + FrameLayout.CAPACITY_TRIM_OFFSET, capacityTrim, ORDER);
    buffer.putInt(frameOffset + FrameLayout.OFFSET_OFFSET, offset, ORDER);
    buffer.putInt(frameOffset + FrameLayout.LENGTH_OFFSET, length, ORDER);
  }

  private static int maxElements(int maxPayloadBytes, int elementBytes) {
    if (maxPayloadBytes < FrameLayout.HEADER_BYTES + elementBytes) {
      throw new IllegalArgumentException(
          "a frame takes at least "
              + (FrameLayout.HEADER_BYTES + elementBytes)
              + " bytes; the transport takes "
              + maxPayloadBytes);
    }
    return (maxPayloadBytes - FrameLayout.HEADER_BYTES) / elementBytes;
  }

  private static int frameBytes(int count, int elementBytes) {
    return Math.addExact(FrameLayout.HEADER_BYTES, Math.multiplyExact(count, elementBytes));
  }

  private static void requirePayload(FrameKind kind, Payload payload) {
    if (kind.payload() != payload) {
      throw new IllegalArgumentException("a frame of kind " + kind + " carries no " + payload);
    }
  }

  private static void requireSlice(int offset, int count, int available, String what) {
    if (offset < 0 || count < 1 || offset > available - count) {
      throw new IllegalArgumentException(
          count + " " + what + " from " + offset + " on are not among " + available);
    }
  }

  private static void requireRoom(MutableDirectBuffer buffer, int frameOffset, int bytes) {
    // Not left to the buffer, whose checks can be switched off: a raw copy follows.
    if (frameOffset < 0 || frameOffset > buffer.capacity() - bytes) {
      throw new IndexOutOfBoundsException(
          bytes + " bytes at " + frameOffset + " of a buffer of " + buffer.capacity());
    }
  }
}
