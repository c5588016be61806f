package dev.starling.cluster.aeron;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The right to start or to end the driver of one directory, among all threads and processes of the
 * machine. The kernel gives it back when a process dies.
 */
final class DriverLock implements AutoCloseable {
  /** Longer than a driver takes to start. */
  private static final long MAX_WAIT_NS = TimeUnit.SECONDS.toNanos(60);

  private static final long RETRY_MS = 10;

  /** A file lock belongs to the whole process, so threads take turns by this. */
  private static final Map<Path, Boolean> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  private DriverLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws DataPlaneException when somebody keeps it, or the file cannot be had
   */
  static DriverLock take(Path file, NanoClock clock) {
    long beganNs = clock.nanoTime();
    IdleStrategy idle = new SleepingMillisIdleStrategy(RETRY_MS);
    while (true) {
      DriverLock lock = tryTake(file);
      if (lock != null) {
        return lock;
      }
      if (clock.nanoTime() - beganNs > MAX_WAIT_NS) {
        throw new DataPlaneException(
            "another process has held "
                + file
                + " for a minute, which guards the start of a media driver: end that process",
            null);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new DataPlaneException("the wait for " + file + " was interrupted", null);
      }
      idle.idle();
    }
  }

  /** The lock, or null when somebody else has it. */
  static DriverLock tryTake(Path file) {
    if (HELD.putIfAbsent(file, true) != null) {
      return null;
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      Object created = keyOfExisting(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      // Whoever removed the file meanwhile has left us with one that nobody else will ever see.
      taken = channel.tryLock() != null && Objects.equals(created, keyOf(file));
      return taken ? new DriverLock(file, channel) : null;
    } catch (NoSuchFileException removed) {
      return null;
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the lock file " + file + " cannot be used: " + fault.getMessage(), fault);
    } finally {
      if (!taken) {
        CloseHelper.quietClose(channel);
        HELD.remove(file);
      }
    }
  }

  private static Object keyOfExisting(Path file) throws IOException {
    if (!Files.exists(file)) {
      FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    }
    return keyOf(file);
  }

  /** What the file system knows a file by. */
  private static Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Removes the file when there is nothing left that it guards; the lock is still to be closed. */
  void removeFile() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the lock file " + file + " cannot be removed: " + fault.getMessage(), fault);
    }
  }

  @Override
  public void close() {
    CloseHelper.quietClose(channel);
    HELD.remove(file);
  }
}
