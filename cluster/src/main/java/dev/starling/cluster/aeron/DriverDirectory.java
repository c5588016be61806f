package dev.starling.cluster.aeron;

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.IoUtil;

/**
 * Where media drivers keep their files, who still uses them, and what they need. An embedded
 * driver's directory is named after its process; a shared one's has a lock file beside it.
 */
final class DriverDirectory {
  static final String LOCK_SUFFIX = ".lock";
  static final String LOG_SUFFIX = ".log";

  /** A driver whose heart has not beaten for so long is dead, whatever its process does. */
  static final long LIVENESS_MS = TimeUnit.SECONDS.toMillis(10);

  /** One whose process is gone is dead after this; it may be one that cannot be seen from here. */
  private static final long GONE_MS = 2_500;

  private static final int TERMS_PER_LOG = 3;

  /**
   * Where a driver of its own process serves few lanes. It moves a sender's limit on by half a term
   * at most, and gets to do so every few milliseconds where all cores are taken: with 4 MiB lanes
   * that push a model of 0.3 MB after each step waited for it for a sixth of their time.
   */
  private static final int LARGE_TERM_BYTES = 16 * 1024 * 1024;

  /** The logs of such terms that are planned take no more than this part of what is free. */
  private static final int SPACE_PER_LARGE_LOGS = 8;

  private static final int PAIRS_WITH_LARGEST_TERMS = 16;

  /**
   * With less than this free no stream is opened with such terms, whatever was planned: more nodes
   * than that may share the machine, and their streams are the square of them. Half of what has to
   * be free where such terms are planned.
   */
  static final long LEFT_BY_LARGE_LOGS_BYTES =
      SPACE_PER_LARGE_LOGS / 2L * PAIRS_WITH_LARGEST_TERMS * TERMS_PER_LOG * LARGE_TERM_BYTES;

  /** Of all other streams, and the most of those to other machines. */
  static final int TERM_BYTES = 4 * 1024 * 1024;

  /**
   * Where a lane runs the driver itself and sends to nobody else. What it has sent is mixed and its
   * log cleaned before the next pushes are due, and the smaller the log, the more of it is still in
   * a cache as it is written anew; but two pushes of 0.3 MB should find room in half of a term.
   */
  private static final int LONE_TERM_BYTES = 2 * 1024 * 1024;

  private static final int SMALL_TERM_BYTES = 1024 * 1024;
  private static final int PAIRS_WITH_LARGE_TERMS = 64;

  /** What the driver keeps beside the logs: 46 MiB of counters and commands, 1 of losses. */
  private static final long FIXED_BYTES = 48L * 1024 * 1024;

  /** Below which the driver takes little space for a fault; what is needed is checked before. */
  static final long NO_WARNING = 0;

  static final String PREFIX = "starling-aeron-";

  private DriverDirectory() {}

  /** Of the driver in a node's own process. */
  static Path ofProcess(Path parent, String node, long pid) {
    return parent.resolve(ownPrefix() + node + "-" + pid);
  }

  /** Of the driver that the nodes of a cluster share on one address. */
  static Path ofHost(Path parent, String cluster, String host) {
    return parent.resolve(ownPrefix() + asFileName(cluster + "-" + host));
  }

  static Path beside(Path directory, String suffix) {
    return directory.resolveSibling(directory.getFileName() + suffix);
  }

  /** Bytes of a term, of which a log has three, where {@code pairs} of lanes are connected. */
  static int termBytes(long pairs) {
    return pairs > PAIRS_WITH_LARGE_TERMS ? SMALL_TERM_BYTES : TERM_BYTES;
  }

  /** As {@link #termBytes(long)}, of a driver that the first of so many lanes runs. */
  static int embeddedTermBytes(int lanes) {
    return lanes == 1 ? LONE_TERM_BYTES : termBytes((long) lanes * lanes);
  }

  /** As {@link #termBytes(long)}, of a driver that nodes share, with {@code usableBytes} free. */
  static int sharedTermBytes(long pairs, long usableBytes) {
    boolean areFew = pairs <= PAIRS_WITH_LARGEST_TERMS;
    return areFew && pairs * TERMS_PER_LOG * LARGE_TERM_BYTES <= usableBytes / SPACE_PER_LARGE_LOGS
        ? LARGE_TERM_BYTES
        : termBytes(pairs);
  }

  /** Whether a stream of such terms may be opened while {@code usableBytes} are free. */
  static boolean isShortOfRoom(long usableBytes) {
    return usableBytes < LEFT_BY_LARGE_LOGS_BYTES;
  }

  static void requireUsable(Path parent) {
    if (!Files.isDirectory(parent)) {
      throw new DataPlaneException(
          "the media driver's directory "
              + parent
              + " does not exist: make it, or set aeron.directory to one that does",
          null);
    }
  }

  /**
   * Bytes that the files of a driver with so many pairs of lanes come to at least; where there is
   * more room, few pairs may have larger terms.
   */
  static long neededBytes(long pairs) {
    return FIXED_BYTES + pairs * TERMS_PER_LOG * termBytes(pairs);
  }

  /**
   * Returns the bytes that are free for a driver's files.
   *
   * @throws DataPlaneException when the logs of {@code pairs} of lanes do not fit
   */
  static long requireSpace(Path parent, long pairs) {
    long neededBytes = neededBytes(pairs);
    long usable = usableBytes(parent);
    if (usable < neededBytes) {
      throw new DataPlaneException(
          String.format(
              Locale.ROOT,
              "the media driver's directory %s has %d MB free and the streams need %d MB: free"
                  + " some, use fewer lanes, or set aeron.directory to another place",
              parent,
              usable >> 20,
              neededBytes >> 20),
          null);
    }
    return usable;
  }

  /**
   * Returns the bytes that are free for a driver's files.
   *
   * @throws DataPlaneException when that cannot be told
   */
  static long usableBytes(Path parent) {
    try {
      return Files.getFileStore(parent).getUsableSpace();
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the media driver's directory " + parent + " cannot be used: " + fault.getMessage(),
          fault);
    }
  }

  /** Whether a driver lives in {@code directory}. */
  static boolean isAlive(Path directory) {
    if (!Files.exists(directory.resolve(CncFileDescriptor.CNC_FILE))) {
      return false;
    }
    if (hasBeaten(directory, GONE_MS)) {
      return true;
    }
    OptionalLong pid = pidOf(directory);
    return pid.isPresent() && isProcess(pid.getAsLong()) && hasBeaten(directory, LIVENESS_MS);
  }

  /** The process of the driver that last lived in {@code directory}. */
  static OptionalLong pidOf(Path directory) {
    File cnc = directory.resolve(CncFileDescriptor.CNC_FILE).toFile();
    if (cnc.length() < CncFileDescriptor.META_DATA_LENGTH) {
      return OptionalLong.empty();
    }
    MappedByteBuffer file = null;
    try {
      file = IoUtil.mapExistingFile(cnc, "the head of the media driver's file");
      return OptionalLong.of(CncFileDescriptor.pid(CncFileDescriptor.createMetaDataBuffer(file)));
    } catch (Exception vanished) {
      // A driver that ends removes its file; Agrona throws checked exceptions without saying so.
      return OptionalLong.empty();
    } finally {
      IoUtil.unmap(file);
    }
  }

  /** Removes what dead drivers of this user left behind. */
  static void removeLeftovers(Path parent) {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(parent)) {
      entries = listed.filter(DriverDirectory::isOurs).toList();
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the media driver's directory " + parent + " cannot be read: " + fault.getMessage(),
          fault);
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (name.endsWith(LOCK_SUFFIX)) {
        String guarded = name.substring(0, name.length() - LOCK_SUFFIX.length());
        removeUnlessAlive(parent.resolve(guarded));
      } else if (Files.isDirectory(entry) && !Files.exists(beside(entry, LOCK_SUFFIX))) {
        removeOfDeadProcess(entry);
      }
    }
  }

  static void remove(Path directory) {
    IoUtil.delete(directory.toFile(), true);
  }

  private static void removeOfDeadProcess(Path directory) {
    String name = directory.getFileName().toString();
    String pid = name.substring(name.lastIndexOf('-') + 1);
    if (pid.matches("[0-9]{1,9}") && !isProcess(Long.parseLong(pid))) {
      remove(directory);
    }
  }

  /** Whoever holds the lock is about to start a driver there, or to end it. */
  private static void removeUnlessAlive(Path directory) {
    Path lockFile = beside(directory, LOCK_SUFFIX);
    // A user whose name begins with this one's has files that look like ours.
    if (isAlive(directory) || !Files.isWritable(lockFile)) {
      return;
    }
    try (DriverLock lock = DriverLock.tryTake(lockFile)) {
      if (lock != null && !isAlive(directory)) {
        removeAll(directory, lock);
      }
    }
  }

  /** Removes a shared driver's directory with all that lies beside it. */
  static void removeAll(Path directory, DriverLock lock) {
    remove(directory);
    IoUtil.delete(beside(directory, LOG_SUFFIX).toFile(), true);
    lock.removeFile();
  }

  private static boolean hasBeaten(Path directory, long withinMs) {
    File folder = directory.toFile();
    try {
      return CommonContext.isDriverActive(folder, withinMs, line -> {});
    } catch (Exception vanished) {
      // As above: the file may go at any moment.
      return false;
    }
  }

  private static boolean isProcess(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  private static boolean isOurs(Path path) {
    return path.getFileName().toString().startsWith(ownPrefix());
  }

  private static String ownPrefix() {
    return PREFIX + asFileName(System.getProperty("user.name", "unknown")) + "-";
  }

  private static String asFileName(String text) {
    return text.replaceAll("[^a-zA-Z0-9._-]", "_");
  }
}
