package dev.starling.wire;

import dev.starling.learning.FrameKind;
import dev.starling.params.ParameterVector;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames with known contents, in buffers that end where the frame ends. */
final class FrameBytes {
  static final long RUN = 0x1122334455667788L;
  static final int SESSION = 77;
  static final int SOURCE = 5;
  static final int TARGET = 1_000_000;
  static final long SEQUENCE = 0x0102030405060708L;
  static final long VERSION = (3L << 40) | 258;
  static final double TRIM = -0.5;

  private FrameBytes() {}

  static FrameWriter writer() {
    return new FrameWriter().push(RUN, SOURCE, TARGET, SEQUENCE, VERSION, TRIM);
  }

  static UnsafeBuffer buffer(int bytes) {
    return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
  }

  /** Versions 258, 0 and 2⁴⁰ as columns 7 to 9 of a vector. */
  static UnsafeBuffer versions() {
    long[] versions = new long[10];
    versions[7] = 258;
    versions[9] = 1L << 40;
    UnsafeBuffer buffer = buffer(FrameWriter.versionFrameBytes(3));
    writer().encodeVersions(buffer, 0, versions, 7, 3);
    return buffer;
  }

  /** Parameters 1, −2, and 0.1 as numbers 4 to 6 of θ. */
  static UnsafeBuffer parameters() {
    try (ParameterVector theta = ParameterVector.allocate(8)) {
      theta.set(4, 1);
      theta.set(5, -2);
      theta.set(6, 0.1f);
      UnsafeBuffer buffer = buffer(FrameWriter.parameterFrameBytes(3));
      writer().encodeParameters(buffer, 0, theta, 4, 3);
      return buffer;
    }
  }

  static UnsafeBuffer value(FrameKind kind, long value) {
    UnsafeBuffer buffer = buffer(FrameWriter.valueFrameBytes());
    writer().encodeValue(buffer, 0, kind, value);
    return buffer;
  }

  static String hex(DirectBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.getBytes(0, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
