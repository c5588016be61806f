package dev.starling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
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
  private CheckpointStore store;

  @BeforeEach
  void openStore() {
    store = new CheckpointStore(folder.resolve("checkpoints"));
  }

  @Test
  void shouldKeepTheNewestTwoAndNothingElse() throws IOException {
    assertThat(store.newest(SampleState.LEARNER)).isEmpty();
    for (long sequence = 8; sequence < 12; sequence++) {
      store.save(SampleState.image(sequence));
    }
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("12-10.checkpoint", "12-11.checkpoint");
    }
    CheckpointStore.Found found = store.newest(SampleState.LEARNER).orElseThrow();
    SampleState.requireEqual(found.checkpoint(), 11);
    assertThat(found.passedOver()).isEmpty();
    assertThat(store.newest(1)).isEmpty();
  }

  @Test
  void shouldUseTheOneBeforeADamagedOneAndSaySo() throws IOException {
    store.save(SampleState.image(1));
    store.save(SampleState.image(2));
    Path newest = folder.resolve("checkpoints").resolve("12-2.checkpoint");
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, bytes.length - 9));
    requireTheFirst("12-2.checkpoint: cut or grown: " + (bytes.length - 9) + " bytes where ");
    // A byte of the last section's int, before its checksum.
    bytes[bytes.length - 6] ^= 1;
    Files.write(newest, bytes);
    requireTheFirst("12-2.checkpoint: the checksum of section 4 is wrong");
  }

  @Test
  void shouldNotBelieveTheNameOfAFile() throws IOException {
    store.save(SampleState.image(1));
    Path files = folder.resolve("checkpoints");
    Files.copy(files.resolve("12-1.checkpoint"), files.resolve("12-7.checkpoint"));
    Files.copy(
        files.resolve("12-1.checkpoint"), files.resolve("12-9999999999999999999.checkpoint"));
    requireTheFirst("12-7.checkpoint: holds another checkpoint than its name says");
  }

  @Test
  void shouldNotSaveWhatIsNoImage() {
    assertThatThrownBy(() -> store.save(ByteBuffer.allocate(100)))
        .isInstanceOf(DamagedCheckpointException.class);
  }

  private void requireTheFirst(String reason) throws IOException {
    CheckpointStore.Found found = store.newest(SampleState.LEARNER).orElseThrow();
    SampleState.requireEqual(found.checkpoint(), 1);
    assertThat(found.passedOver()).singleElement().asString().contains(reason);
  }
}
