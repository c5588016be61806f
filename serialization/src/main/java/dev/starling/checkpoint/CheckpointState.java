package dev.starling.checkpoint;

import dev.starling.learning.StateReader;
import dev.starling.params.ParameterVector;
import java.nio.ByteBuffer;

/** Reads the sections of a checked image, one after the other. Used by one thread. */
final class CheckpointState implements StateReader {
  private final ByteBuffer image;
  private int kind;
  private int end;
  private int nextStart = CheckpointLayout.HEADER_BYTES;

  CheckpointState(ByteBuffer image) {
    this.image = image;
  }

  @Override
  public int getInt() {
    requireValues(Integer.BYTES);
    return image.getInt();
  }

  @Override
  public long getLong() {
    requireValues(Long.BYTES);
    return image.getLong();
  }

  @Override
  public double getDouble() {
    return Double.longBitsToDouble(getLong());
  }

  @Override
  public void getParameters(ParameterVector vector) {
    openNext();
    if (kind != CheckpointLayout.PARAMETERS || end - image.position() != vector.bytes()) {
      throw new IllegalArgumentException(
          "the state has no vector of " + vector.length() + " parameters here");
    }
    for (int i = 0; i < vector.length(); i++) {
      vector.set(i, Float.intBitsToFloat(image.getInt()));
    }
  }

  private void requireValues(int bytes) {
    if (kind != CheckpointLayout.VALUES || image.position() == end) {
      openNext();
    }
    if (kind != CheckpointLayout.VALUES || end - image.position() < bytes) {
      throw new IllegalArgumentException("the state has no value of " + bytes + " bytes here");
    }
  }

  private void openNext() {
    if (kind != 0 && image.position() != end) {
      throw new IllegalArgumentException(
          "the state has " + (end - image.position()) + " bytes more than were read");
    }
    if (nextStart == image.limit()) {
      throw new IllegalArgumentException("the state ends too soon");
    }
    kind = image.getInt(nextStart);
    int length = (int) image.getLong(nextStart + CheckpointLayout.LENGTH);
    image.position(nextStart + CheckpointLayout.SECTION_HEAD_BYTES);
    end = image.position() + length;
    nextStart = end + CheckpointLayout.CHECKSUM_BYTES;
  }
}
