package dev.starling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of checkpoints, of which at least one is whole. */
class CheckpointStoreTest {
  @TempDir private Path folder;
  private Path files;
  private CheckpointStore store;

  @BeforeEach
  void openStore() {
    files = folder.resolve("checkpoints");
    store = new CheckpointStore(files, SampleState.RUN);
  }

  @Test
  void shouldKeepTheNewestTwoAndNothingElse() throws IOException {
    assertThat(store.newest(SampleState.LEARNER).checkpoint()).isEmpty();
    for (long sequence = 8; sequence < 12; sequence++) {
      store.save(SampleState.image(sequence));
    }
    try (Stream<Path> all = Files.list(files)) {
      assertThat(all)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("12-0.checkpoint", "12-1.checkpoint");
    }
    CheckpointStore.Found found = store.newest(SampleState.LEARNER);
    SampleState.requireEqual(found.checkpoint().orElseThrow(), 11);
    assertThat(found.damaged()).isEmpty();
    assertThat(store.newest(1).checkpoint()).isEmpty();
  }

  @Test
  void shouldUseTheOneBeforeADamagedOneAndSaySo() throws IOException {
    store.save(SampleState.image(1));
    store.save(SampleState.image(2));
    Path newest = files.resolve("12-1.checkpoint");
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, bytes.length - 9));
    requireTheFirst("12-1.checkpoint: cut or grown: " + (bytes.length - 9) + " bytes where ");
    // A byte of the last section's int, before its checksum.
    bytes[bytes.length - 6] ^= 1;
    Files.write(newest, bytes);
    requireTheFirst("12-1.checkpoint: the checksum of section 4 is wrong");
    store.save(SampleState.image(3));
    SampleState.requireEqual(store.newest(SampleState.LEARNER).checkpoint().orElseThrow(), 3);
  }

  @Test
  void shouldTakeThePlaceOfOneWhoseHeaderIsDamaged() throws IOException {
    store.save(SampleState.image(1));
    store.save(SampleState.image(2));
    Path newest = files.resolve("12-1.checkpoint");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[20] ^= 1;
    Files.write(newest, bytes);
    store.save(SampleState.image(3));
    CheckpointStore.Found found = store.newest(SampleState.LEARNER);
    assertThat(found.file()).contains(newest);
    SampleState.requireEqual(found.checkpoint().orElseThrow(), 3);
    assertThat(found.damaged()).isEmpty();
  }

  @Test
  void shouldSayWhyWhenAllAreDamaged() throws IOException {
    store.save(SampleState.image(1));
    store.save(SampleState.image(2));
    Files.write(files.resolve("12-0.checkpoint"), new byte[0]);
    Files.write(files.resolve("12-1.checkpoint"), new byte[100]);
    CheckpointStore.Found found = store.newest(SampleState.LEARNER);
    assertThat(found.checkpoint()).isEmpty();
    assertThat(found.damaged())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("12-0.checkpoint: 0 bytes, where "),
            reason -> assertThat(reason).contains("12-1.checkpoint: not a checkpoint of format"));
  }

  @Test
  void shouldNotBelieveTheNameOfAFile() throws IOException {
    store.save(SampleState.image(1));
    Files.copy(files.resolve("12-0.checkpoint"), files.resolve("7-0.checkpoint"));
    CheckpointStore.Found found = store.newest(7);
    assertThat(found.checkpoint()).isEmpty();
    assertThat(found.damaged())
        .singleElement()
        .asString()
        .endsWith("7-0.checkpoint: of learner 12");
  }

  @Test
  void shouldNotUseTheCheckpointsOfAnotherRun() throws IOException {
    store.save(SampleState.image(1));
    CheckpointStore other = new CheckpointStore(files, 99);
    assertThat(other.newest(SampleState.LEARNER).checkpoint()).isEmpty();
    assertThat(other.newest(SampleState.LEARNER).damaged())
        .singleElement()
        .asString()
        .contains("of run 000000005eed5eed, not of 0000000000000063");
    assertThatThrownBy(() -> other.save(SampleState.image(2)))
        .isInstanceOf(DamagedCheckpointException.class);
  }

  @Test
  void shouldNotSaveWhatIsNotNewerThanWhatIsThere() throws IOException {
    store.save(SampleState.image(5));
    for (long sequence : new long[] {4, 5}) {
      assertThatIOException()
          .isThrownBy(() -> store.save(SampleState.image(sequence)))
          .withMessageContaining("has checkpoint 5")
          .withMessageEndingWith(sequence + " is not newer");
    }
    SampleState.requireEqual(store.newest(SampleState.LEARNER).checkpoint().orElseThrow(), 5);
  }

  @Test
  void shouldNotSaveWhatIsNoImage() {
    assertThatThrownBy(() -> store.save(ByteBuffer.allocate(100)))
        .isInstanceOf(DamagedCheckpointException.class);
  }

  private void requireTheFirst(String reason) throws IOException {
    CheckpointStore.Found found = store.newest(SampleState.LEARNER);
    SampleState.requireEqual(found.checkpoint().orElseThrow(), 1);
    assertThat(found.damaged()).singleElement().asString().contains(reason);
  }
}
