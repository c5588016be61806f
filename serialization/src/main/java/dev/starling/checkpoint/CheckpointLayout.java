package dev.starling.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Where things are in an image: drawn in the package's description. */
final class CheckpointLayout {
  static final long FORMAT = 0x02504B434C525453L;
  static final int RUN = 8;
  static final int SEQUENCE = 16;
  static final int BYTES = 24;
  static final int LEARNER = 32;
  static final int SECTIONS = 36;
  static final int RUN_TIME = 40;
  static final int UPDATES = 48;
  static final int RESERVED = 56;
  static final int HEADER_CHECKSUM = 60;
  static final int HEADER_BYTES = 64;

  static final int INDEX = 4;
  static final int LENGTH = 8;
  static final int SECTION_HEAD_BYTES = 16;
  static final int CHECKSUM_BYTES = 4;

  static final int VALUES = 1;
  static final int PARAMETERS = 2;

  private CheckpointLayout() {}

  /** CRC-32C of the bytes in [from, to), whatever position and limit say. */
  static int checksum(ByteBuffer image, int from, int to) {
    CRC32C sum = new CRC32C();
    sum.update(image.slice(from, to - from));
    return (int) sum.getValue();
  }
}
