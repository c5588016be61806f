package dev.starling.wire;

import dev.starling.learning.FrameKind;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/** Where the fields of a frame lie; the package manual draws it. */
final class FrameLayout {
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** The bytes "STR" and the version. Change the version with every change of the layout. */
  static final int PROTOCOL = 0x01525453;

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

  /** By code less 1. A code is never given a new meaning; new ones go to the end. */
  private static final FrameKind[] KINDS = {
    FrameKind.PUSH_VERSIONS,
    FrameKind.PUSH_PARAMETERS,
    FrameKind.REQUEST,
    FrameKind.GRANT,
    FrameKind.REFUSAL,
    FrameKind.MODEL_VERSIONS,
    FrameKind.MODEL_PARAMETERS,
    FrameKind.DIFFERENCE,
    FrameKind.DIFFERENCE_VERSIONS,
    FrameKind.DIFFERENCE_PARAMETERS,
    FrameKind.QUERY,
    FrameKind.RECEIPT,
    FrameKind.GONE
  };

  private static final Map<FrameKind, Byte> CODES = new EnumMap<>(FrameKind.class);

  static {
    for (int i = 0; i < KINDS.length; i++) {
      CODES.put(KINDS[i], (byte) (i + 1));
    }
  }

  private FrameLayout() {}

  /** The kind of a code, or null where it has none. */
  static FrameKind kindOf(byte code) {
    return code >= 1 && code <= KINDS.length ? KINDS[code - 1] : null;
  }

  static byte codeOf(FrameKind kind) {
    // Boxed bytes are cached, so that this allocates nothing.
    return CODES.get(kind);
  }
}
