package dev.starling.wire;

import java.nio.ByteOrder;

/** Where the fields of a frame lie; the package manual draws it. */
final class FrameLayout {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** The bytes "STR" and the version. Change the version with every change of the layout. */
  static final int PROTOCOL = 0x01525453;

  static final byte VERSIONS = 1;
  static final byte PARAMETERS = 2;
  static final byte PLAIN = 1;
  static final short NO_FLAGS = 0;

  static final int PROTOCOL_OFFSET = 0;
  static final int KIND_OFFSET = 4;
  static final int ENCODING_OFFSET = 5;
  static final int FLAGS_OFFSET = 6;
  static final int RUN_OFFSET = 8;
  static final int SOURCE_OFFSET = 16;
  static final int TARGET_OFFSET = 20;
  static final int PUSH_SEQUENCE_OFFSET = 24;
  static final int SOURCE_VERSION_OFFSET = 32;
  static final int CAPACITY_TRIM_OFFSET = 40;
  static final int OFFSET_OFFSET = 48;
  static final int LENGTH_OFFSET = 52;
  static final int HEADER_BYTES = 56;

  static {
    if (ByteOrder.nativeOrder() != ORDER) {
      throw new UnsupportedOperationException(
          "frames hold float32 as it lies in memory, little-endian; this machine is "
              + ByteOrder.nativeOrder());
    }
  }

  private FrameLayout() {}

  /** Bytes of one version or of one parameter. */
  static int elementBytes(byte kind) {
    return kind == VERSIONS ? Long.BYTES : Float.BYTES;
  }
}
