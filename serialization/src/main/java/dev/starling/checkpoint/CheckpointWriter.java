package dev.starling.checkpoint;

import dev.starling.learning.StateWriter;
import dev.starling.params.ParameterVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes the image of a learner's state: {@link #begin}, then what the learner writes, then {@link
 * #finish}. Reused for image after image, with a buffer that grows to the largest. Used by one
 * thread.
 */
public final class CheckpointWriter implements StateWriter {
  private static final int FIRST_BYTES = 1 << 12;
  private static final int NONE = -1;

  private ByteBuffer image = allocate(FIRST_BYTES);
  private int sections;
  private int sectionStart = NONE;

  /**
   * Begins a new image; what was not finished is forgotten.
   *
   * @param run identity of the run
   * @param learner 0 or more
   * @param sequence 0 or more, above that of the learner's last image
   * @param runNs run time, 0 or more
   * @param updates that the model was made with, 0 or more
   * @throws IllegalArgumentException when one is negative that must not be
   */
  public CheckpointWriter begin(long run, int learner, long sequence, long runNs, long updates) {
    if (learner < 0 || sequence < 0 || runNs < 0 || updates < 0) {
      throw new IllegalArgumentException(
          "learner %d, sequence %d, run time %d ns and updates %d must not be negative"
              .formatted(learner, sequence, runNs, updates));
    }
    image.clear();
    sections = 0;
    sectionStart = NONE;
    image.putLong(CheckpointLayout.FORMAT).putLong(run).putLong(sequence).putLong(0);
    image.putInt(learner).putInt(0).putLong(runNs).putLong(updates);
    image.putInt(0).putInt(0);
    return this;
  }

  @Override
  public void putInt(int value) {
    requireValues(Integer.BYTES);
    image.putInt(value);
  }

  @Override
  public void putLong(long value) {
    requireValues(Long.BYTES);
    image.putLong(value);
  }

  @Override
  public void putDouble(double value) {
    requireValues(Double.BYTES);
    image.putLong(Double.doubleToRawLongBits(value));
  }

  @Override
  public void putParameters(ParameterVector vector) {
    endSection();
    beginSection(CheckpointLayout.PARAMETERS);
    require(vector.bytes());
    int start = image.position();
    vector.copyTo(image.array(), image.arrayOffset() + start);
    image.position(start + (int) vector.bytes());
    endSection();
  }

  /** The whole image; valid until the next {@link #begin}. */
  public ByteBuffer finish() {
    endSection();
    image.putLong(CheckpointLayout.BYTES, image.position());
    image.putInt(CheckpointLayout.SECTIONS, sections);
    image.putInt(
        CheckpointLayout.HEADER_CHECKSUM,
        CheckpointLayout.checksum(image, 0, CheckpointLayout.HEADER_CHECKSUM));
    return image.slice(0, image.position()).asReadOnlyBuffer();
  }

  private void requireValues(int bytes) {
    if (sectionStart == NONE) {
      beginSection(CheckpointLayout.VALUES);
    }
    require(bytes);
  }

  private void beginSection(int kind) {
    require(CheckpointLayout.SECTION_HEAD_BYTES);
    sectionStart = image.position();
    image.putInt(kind).putInt(sections++).putLong(0);
  }

  private void endSection() {
    if (sectionStart == NONE) {
      return;
    }
    int end = image.position();
    image.putLong(
        sectionStart + CheckpointLayout.LENGTH,
        end - sectionStart - CheckpointLayout.SECTION_HEAD_BYTES);
    require(CheckpointLayout.CHECKSUM_BYTES);
    image.putInt(CheckpointLayout.checksum(image, sectionStart, end));
    sectionStart = NONE;
  }

  private void require(long bytes) {
    long needed = image.position() + bytes;
    if (needed <= image.capacity()) {
      return;
    }
    if (needed > Checkpoint.MAX_BYTES) {
      throw new IllegalStateException(
          "the state of a learner takes more than " + Checkpoint.MAX_BYTES + " bytes");
    }
    image = allocate((int) Math.min(Checkpoint.MAX_BYTES, 2 * needed)).put(image.flip());
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
