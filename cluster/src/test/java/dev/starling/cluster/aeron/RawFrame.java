package dev.starling.cluster.aeron;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where the fields of a frame lie, as the manual of the wire format has it and by no other way. */
final class RawFrame {
  static final int PROTOCOL = 0;
  static final int KIND = 4;
  static final int RUN = 8;
  static final int SOURCE = 16;
  static final int TARGET = 20;
  static final int SEQUENCE = 24;
  static final int SOURCE_VERSION = 32;
  static final int TRIM = 40;
  static final int OFFSET = 48;
  static final int LENGTH = 52;
  static final int HEADER_BYTES = 56;

  private static final int PUSH_PARAMETERS = 2;
  private static final int MODEL_PARAMETERS = 7;
  private static final int DIFFERENCE_PARAMETERS = 10;

  private RawFrame() {}

  static ByteBuffer numbers(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int target(byte[] frame) {
    return numbers(frame).getInt(TARGET);
  }

  static int offset(byte[] frame) {
    return numbers(frame).getInt(OFFSET);
  }

  static int length(byte[] frame) {
    return numbers(frame).getInt(LENGTH);
  }

  static boolean carriesParameters(byte[] frame) {
    byte kind = frame[KIND];
    return kind == PUSH_PARAMETERS || kind == MODEL_PARAMETERS || kind == DIFFERENCE_PARAMETERS;
  }

  static int elementBytes(byte[] frame) {
    return carriesParameters(frame) ? Float.BYTES : Long.BYTES;
  }
}
