package dev.starling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.StateReader;
import dev.starling.params.ParameterVector;
import java.nio.ByteBuffer;

/** A state with values and vectors by turns, as a learner's has them. */
final class SampleState {
  static final long RUN = 0x5EED_5EED;
  static final int LEARNER = 12;
  private static final int PARAMETERS = 21;

  private SampleState() {}

  /** An image that {@code sequence} decides, in memory of its own. */
  static ByteBuffer image(long sequence) {
    CheckpointWriter writer = new CheckpointWriter();
    fill(writer, sequence);
    return writer.finish();
  }

  static void fill(CheckpointWriter writer, long sequence) {
    try (ParameterVector theta = theta(sequence)) {
      writer.begin(RUN, LEARNER, sequence, 7_000 + sequence, 300 + sequence);
      writer.putLong(Long.MIN_VALUE);
      writer.putInt(-7);
      writer.putParameters(theta);
      writer.putDouble(Double.MIN_VALUE);
      writer.putParameters(theta);
      writer.putInt((int) sequence);
    }
  }

  static void requireEqual(Checkpoint checkpoint, long sequence) {
    assertThat(checkpoint.run()).isEqualTo(RUN);
    assertThat(checkpoint.learner()).isEqualTo(LEARNER);
    assertThat(checkpoint.sequence()).isEqualTo(sequence);
    assertThat(checkpoint.runNs()).isEqualTo(7_000 + sequence);
    assertThat(checkpoint.updates()).isEqualTo(300 + sequence);
    StateReader state = checkpoint.state();
    try (ParameterVector theta = theta(sequence);
        ParameterVector read = ParameterVector.allocate(PARAMETERS)) {
      assertThat(state.getLong()).isEqualTo(Long.MIN_VALUE);
      assertThat(state.getInt()).isEqualTo(-7);
      state.getParameters(read);
      assertThat(read.toArray()).isEqualTo(theta.toArray());
      assertThat(state.getDouble()).isEqualTo(Double.MIN_VALUE);
      state.getParameters(read);
      assertThat(state.getInt()).isEqualTo((int) sequence);
    }
  }

  static ParameterVector theta(long sequence) {
    ParameterVector theta = ParameterVector.allocate(PARAMETERS);
    for (int i = 0; i < PARAMETERS; i++) {
      theta.set(i, sequence + i / 3f);
    }
    return theta;
  }
}
