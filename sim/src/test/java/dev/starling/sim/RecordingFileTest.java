package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording whose writer never waits for its disk. */
class RecordingFileTest {
  private static final int CHUNKS = 4;
  private static final int CHUNK_BYTES = 16;

  @Test
  void shouldHoldAllThatItWasGiven(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("inputs").resolve("3.log");
    byte[] bytes = counting(3_000_001);
    RecordingFile file = RecordingFile.create(path);
    try (file) {
      for (int from = 0; from < bytes.length; from += 100_000) {
        file.write(ByteBuffer.wrap(bytes, from, Math.min(100_000, bytes.length - from)));
      }
    }
    assertThat(file.hasBrokenOff()).isFalse();
    assertThat(file.takenBytes()).isEqualTo(bytes.length);
    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
    assertThatThrownBy(() -> RecordingFile.create(path)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void shouldBreakOffAndCountWhenTheDiskDoesNotFollow() throws IOException {
    Disk disk = new Disk();
    byte[] bytes = counting(200);
    try (RecordingFile file = new RecordingFile(disk, CHUNKS, CHUNK_BYTES)) {
      file.write(ByteBuffer.wrap(bytes));
      assertThat(file.hasBrokenOff()).isTrue();
      assertThat(file.takenBytes()).isEqualTo(CHUNKS * CHUNK_BYTES);
      disk.goOn.countDown();
      // What follows a hole is of no use, though there may be room again.
      file.write(ByteBuffer.wrap(bytes));
      assertThat(file.droppedBytes()).isEqualTo(400 - CHUNKS * CHUNK_BYTES);
    }
    assertThat(disk.written.toByteArray()).isEqualTo(Arrays.copyOf(bytes, CHUNKS * CHUNK_BYTES));
  }

  @Test
  void shouldSayThatTheDiskRefused() {
    Disk full = new Disk();
    full.refuses = true;
    full.goOn.countDown();
    RecordingFile file = new RecordingFile(full, CHUNKS, CHUNK_BYTES);
    file.write(ByteBuffer.wrap(counting(CHUNK_BYTES)));
    assertThatThrownBy(file::close).hasMessage("no space left");
    assertThat(file.hasBrokenOff()).isTrue();
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  /** Stands still until it is told to go on. */
  private static final class Disk implements WritableByteChannel {
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private volatile boolean refuses;

    @Override
    public int write(ByteBuffer source) throws IOException {
      try {
        goOn.await();
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
      if (refuses) {
        throw new IOException("no space left");
      }
      int bytes = source.remaining();
      while (source.hasRemaining()) {
        written.write(source.get());
      }
      return bytes;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // Nothing to give back.
    }
  }
}
