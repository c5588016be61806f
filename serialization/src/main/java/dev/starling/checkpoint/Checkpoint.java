package dev.starling.checkpoint;

import dev.starling.learning.StateReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The image of a learner's state, all of whose checksums were right. Immutable. */
public final class Checkpoint {
  /** The most that an image may take. */
  public static final int MAX_BYTES = 1 << 30;

  private final ByteBuffer image;

  private Checkpoint(ByteBuffer image) {
    this.image = image;
  }

  /**
   * Checks an image from its first byte to its last.
   *
   * @param image all that is left in it; kept and not to be changed, its position stays
   * @throws DamagedCheckpointException when it is not as it was written; the message says where
   */
  public static Checkpoint of(ByteBuffer image) throws DamagedCheckpointException {
    ByteBuffer whole = image.slice().order(ByteOrder.LITTLE_ENDIAN);
    requireHeader(whole);
    requireSections(whole);
    return new Checkpoint(whole);
  }

  /** Identity of the run. */
  public long run() {
    return image.getLong(CheckpointLayout.RUN);
  }

  public int learner() {
    return image.getInt(CheckpointLayout.LEARNER);
  }

  /** Higher in the newer one of two images of a learner. */
  public long sequence() {
    return image.getLong(CheckpointLayout.SEQUENCE);
  }

  /** Nanoseconds of run time at which the state was what it is here. */
  public long runNs() {
    return image.getLong(CheckpointLayout.RUN_TIME);
  }

  /** Updates of the learner that its model was made with. */
  public long updates() {
    return image.getLong(CheckpointLayout.UPDATES);
  }

  public int bytes() {
    return image.limit();
  }

  /** The state from its start on, for one reader. */
  public StateReader state() {
    return new CheckpointState(image.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static void requireHeader(ByteBuffer image) throws DamagedCheckpointException {
    int bytes = image.limit();
    if (bytes < CheckpointLayout.HEADER_BYTES || bytes > MAX_BYTES) {
      throw new DamagedCheckpointException(
          bytes
              + " bytes, where "
              + CheckpointLayout.HEADER_BYTES
              + " to "
              + MAX_BYTES
              + " can be");
    }
    if (image.getLong(0) != CheckpointLayout.FORMAT) {
      throw new DamagedCheckpointException(
          "not a checkpoint of format %x but %x"
              .formatted(CheckpointLayout.FORMAT, image.getLong(0)));
    }
    requireChecksum(image, 0, CheckpointLayout.HEADER_CHECKSUM, "the header");
    if (image.getLong(CheckpointLayout.BYTES) != bytes) {
      throw new DamagedCheckpointException(
          "cut or grown: %d bytes where %d were written"
              .formatted(bytes, image.getLong(CheckpointLayout.BYTES)));
    }
    if (image.getInt(CheckpointLayout.RESERVED) != 0) {
      throw new DamagedCheckpointException("the header's reserved field is not 0");
    }
    if (image.getInt(CheckpointLayout.LEARNER) < 0
        || image.getLong(CheckpointLayout.SEQUENCE) < 0
        || image.getLong(CheckpointLayout.RUN_TIME) < 0
        || image.getLong(CheckpointLayout.UPDATES) < 0) {
      throw new DamagedCheckpointException("learner, sequence, run time or updates are negative");
    }
  }

  private static void requireSections(ByteBuffer image) throws DamagedCheckpointException {
    int sections = image.getInt(CheckpointLayout.SECTIONS);
    int start = CheckpointLayout.HEADER_BYTES;
    for (int index = 0; index < sections; index++) {
      int room = image.limit() - start - CheckpointLayout.SECTION_HEAD_BYTES;
      long length =
          room < CheckpointLayout.CHECKSUM_BYTES
              ? -1
              : image.getLong(start + CheckpointLayout.LENGTH);
      if (length < 0 || length > room - CheckpointLayout.CHECKSUM_BYTES) {
        throw new DamagedCheckpointException("section " + index + " does not end in the image");
      }
      int end = start + CheckpointLayout.SECTION_HEAD_BYTES + (int) length;
      requireChecksum(image, start, end, "section " + index);
      requireKind(image, start, index);
      start = end + CheckpointLayout.CHECKSUM_BYTES;
    }
    if (start != image.limit()) {
      throw new DamagedCheckpointException("bytes follow the last section");
    }
  }

  private static void requireKind(ByteBuffer image, int start, int index)
      throws DamagedCheckpointException {
    int kind = image.getInt(start);
    boolean known = kind == CheckpointLayout.VALUES || kind == CheckpointLayout.PARAMETERS;
    if (!known || image.getInt(start + CheckpointLayout.INDEX) != index) {
      throw new DamagedCheckpointException("section " + index + " is of an unknown kind or place");
    }
  }

  private static void requireChecksum(ByteBuffer image, int from, int to, String part)
      throws DamagedCheckpointException {
    if (image.getInt(to) != CheckpointLayout.checksum(image, from, to)) {
      throw new DamagedCheckpointException("the checksum of " + part + " is wrong");
    }
  }
}
