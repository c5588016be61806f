package dev.starling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.starling.learning.StateReader;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Images of states, whole and damaged. */
class CheckpointTest {
  private static final long SEED = 41;
  private static final int DAMAGED = 200_000;

  /** What refusing an image may allocate, its message and its stack included. */
  private static final long MAX_BYTES_PER_REFUSAL = 1 << 14;

  @Test
  void shouldGiveBackWhatWasWritten() throws DamagedCheckpointException {
    SampleState.requireEqual(Checkpoint.of(SampleState.image(5)), 5);
  }

  @Test
  void shouldLookAsTheLayoutSays() {
    ByteBuffer image = SampleState.image(5).order(ByteOrder.LITTLE_ENDIAN);
    byte[] name = new byte[7];
    image.get(0, name);
    assertThat(new String(name, StandardCharsets.US_ASCII)).isEqualTo("STRLCKP");
    assertThat(image.get(7)).isEqualTo((byte) 2);
    assertThat(image.getLong(24)).isEqualTo(image.limit());
    assertThat(image.getInt(36)).isEqualTo(5);
    // The first section holds a long and an int, the second 21 parameters.
    assertThat(image.getInt(64)).isEqualTo(1);
    assertThat(image.getLong(72)).isEqualTo(12);
    assertThat(image.getInt(96)).isEqualTo(2);
    assertThat(image.getLong(104)).isEqualTo(84);
    assertThat(image.getLong(80)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void shouldDetectEveryFlippedBit() {
    byte[] bytes = bytes(5);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertDamaged(bytes, "bit " + bit);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void shouldDetectEveryCut() {
    byte[] bytes = bytes(5);
    for (int length = 0; length < bytes.length; length++) {
      assertDamaged(Arrays.copyOf(bytes, length), "cut to " + length);
    }
    assertDamaged(Arrays.copyOf(bytes, bytes.length + 1), "grown by a byte");
  }

  @Test
  void shouldRefuseDamagedImagesWithoutAllocatingWhatTheySay() {
    byte[] valid = bytes(5);
    RandomStream random = RandomStream.named(SEED, "damage", 0);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    long copies = 0;
    for (int i = 0; i < DAMAGED; i++) {
      byte[] damaged = damaged(valid, random);
      copies += damaged.length;
      if (!Arrays.equals(damaged, valid) && !isDamaged(damaged)) {
        throw new AssertionError("seed " + SEED + ": image " + i + " was taken for whole");
      }
    }
    long allocated = thread.getCurrentThreadAllocatedBytes() - before - copies;
    assertThat(allocated / DAMAGED).as("seed %d", SEED).isLessThan(MAX_BYTES_PER_REFUSAL);
  }

  @Test
  void shouldRefuseToReadWhatWasNotWrittenThere() throws DamagedCheckpointException {
    Checkpoint checkpoint = Checkpoint.of(SampleState.image(5));
    try (ParameterVector other = ParameterVector.allocate(3)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> checkpoint.state().getParameters(other));
      StateReader state = checkpoint.state();
      state.getLong();
      assertThatIllegalArgumentException().isThrownBy(state::getLong);
      assertThatIllegalArgumentException().isThrownBy(() -> state.getParameters(other));
      state.getInt();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> state.getParameters(other))
          .withMessage("the state has no vector of 3 parameters here");
    }
  }

  @Test
  void shouldSayWhenTheFormatIsAnother() {
    byte[] later = bytes(5);
    later[7] = 3;
    assertThatThrownBy(() -> Checkpoint.of(ByteBuffer.wrap(later)))
        .hasMessage("not a checkpoint of format 2504b434c525453 but 3504b434c525453");
  }

  @Test
  void shouldRefuseToBeginWithANegativeId() {
    CheckpointWriter writer = new CheckpointWriter();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.begin(1, -1, 0, 0, 0))
        .withMessageStartingWith("learner -1, sequence 0");
    assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(1, 0, -1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.begin(1, 0, 0, -1, 0));
  }

  private static byte[] damaged(byte[] valid, RandomStream random) {
    byte[] damaged = valid.clone();
    if (random.nextInt(4) == 0) {
      damaged = Arrays.copyOf(damaged, random.nextInt(2 * valid.length));
    }
    for (int i = random.nextInt(8); i >= 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static void assertDamaged(byte[] bytes, String what) {
    assertThat(isDamaged(bytes)).as(what).isTrue();
  }

  private static boolean isDamaged(byte[] bytes) {
    try {
      Checkpoint.of(ByteBuffer.wrap(bytes));
      return false;
    } catch (DamagedCheckpointException damaged) {
      return true;
    }
  }

  private static byte[] bytes(long sequence) {
    ByteBuffer image = SampleState.image(sequence);
    byte[] bytes = new byte[image.remaining()];
    image.get(bytes);
    return bytes;
  }
}
