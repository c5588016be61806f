package dev.starling.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A file that takes what a lane writes without the lane ever waiting for the disk: chunks are
 * filled by the one thread and written by another. When as many wait as there may be, or the disk
 * fails, the recording breaks off: what it was given before is kept and nothing after it, since a
 * recording with a hole could not be replayed, and what is left out is counted. The run goes on.
 *
 * <p>{@link #write} is for one thread at a time, {@link #close} for any, after the last write.
 */
public final class RecordingFile implements WritableByteChannel {
  /** Together the most that waits for the disk: 128 MiB, made as they are needed. */
  private static final int MAX_CHUNKS = 128;

  private static final int CHUNK_BYTES = 1 << 20;
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final WritableByteChannel disk;
  private final int maxChunks;
  private final int chunkBytes;
  private final BlockingQueue<ByteBuffer> full;
  private final BlockingQueue<ByteBuffer> empty;
  private final Thread writer;

  private ByteBuffer chunk;
  private int chunks;
  private long takenBytes;
  private long droppedBytes;
  private boolean open = true;

  /** Why the disk refused; written by the writing thread. */
  private volatile IOException fault;

  /** Closes {@code disk} when it is closed. */
  RecordingFile(WritableByteChannel disk, int maxChunks, int chunkBytes) {
    this.disk = disk;
    this.maxChunks = maxChunks;
    this.chunkBytes = chunkBytes;
    full = new ArrayBlockingQueue<>(maxChunks + 1);
    empty = new ArrayBlockingQueue<>(maxChunks);
    writer = new Thread(this::writeChunks, "recording");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Makes a file, and the directory that it is in.
   *
   * @throws UncheckedIOException when it cannot be made or is there already
   */
  public static RecordingFile create(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new RecordingFile(
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          MAX_CHUNKS,
          CHUNK_BYTES);
    } catch (IOException cannotMake) {
      throw new UncheckedIOException("cannot make the recording " + file, cannotMake);
    }
  }

  /** Takes or leaves out all of {@code source}; never waits. */
  @Override
  public int write(ByteBuffer source) {
    int bytes = source.remaining();
    while (source.hasRemaining() && !hasBrokenOff() && hasChunk()) {
      int part = Math.min(source.remaining(), chunk.remaining());
      chunk.put(chunk.position(), source, source.position(), part);
      chunk.position(chunk.position() + part);
      source.position(source.position() + part);
      takenBytes += part;
      if (!chunk.hasRemaining()) {
        handOn();
      }
    }
    droppedBytes += source.remaining();
    source.position(source.limit());
    return bytes;
  }

  /** Whether something was left out, or could not be written. */
  public boolean hasBrokenOff() {
    return droppedBytes > 0 || fault != null;
  }

  /** What was taken, to be written in time. */
  public long takenBytes() {
    return takenBytes;
  }

  /** What was left out because the disk did not follow. */
  public long droppedBytes() {
    return droppedBytes;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /**
   * Returns when all that was taken is written.
   *
   * @throws IOException when the disk refused some of it
   */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (chunk != null) {
      handOn();
    }
    full.add(END);
    try {
      writer.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    disk.close();
    if (fault != null) {
      throw fault;
    }
  }

  private boolean hasChunk() {
    if (chunk == null) {
      chunk = empty.poll();
    }
    if (chunk == null && chunks < maxChunks) {
      chunks++;
      chunk = ByteBuffer.allocate(chunkBytes);
    }
    return chunk != null;
  }

  private void handOn() {
    full.add(chunk.flip());
    chunk = null;
  }

  // Every empty buffer is equal to the one that stands for the end.
  @SuppressWarnings("ReferenceEquality")
  private void writeChunks() {
    try {
      for (ByteBuffer next = full.take(); next != END; next = full.take()) {
        while (next.hasRemaining() && fault == null) {
          disk.write(next);
        }
        empty.add(next.clear());
      }
    } catch (IOException refused) {
      fault = refused;
    } catch (InterruptedException stopped) {
      fault = new IOException("the writing thread was interrupted", stopped);
    }
  }
}
