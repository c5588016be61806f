package dev.starling.cluster.aeron;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.agrona.ErrorHandler;
import org.agrona.IoUtil;
import org.agrona.concurrent.AgentInvoker;

/**
 * The media driver of a node that has its machine, or its run, to itself: it lives in this JVM and
 * has no thread of its own. The first lane runs it once in each duty cycle, because on a machine
 * whose cores all belong to lanes a driver's thread gets its turn late, and publications then stand
 * still until it has moved their limits on. Its directory is named after the user, the node and the
 * process, so that nothing is shared by accident; directories that dead processes left behind are
 * removed at the start.
 */
public final class EmbeddedDriver implements AutoCloseable {
  /** The largest fragment that Aeron takes over IPC. */
  private static final int IPC_MTU_BYTES = 65504;

  /** A lane may be away for long, in an evaluation or a pause of the JVM, without being dead. */
  static final long LIVENESS_NS = 60_000_000_000L;

  /** What is left of a fragment for a frame. */
  static final int MAX_PAYLOAD_BYTES = IPC_MTU_BYTES - DataHeaderFlyweight.HEADER_LENGTH;

  private static final int TERM_BYTES = 4 * 1024 * 1024;
  private static final int SMALL_TERM_BYTES = 1024 * 1024;
  private static final int PAIRS_WITH_LARGE_TERMS = 64;
  private static final int TERMS_PER_LOG = 3;
  private static final long FIXED_BYTES = 16L * 1024 * 1024;
  private static final String PREFIX = "starling-aeron-";

  private final MediaDriver driver;

  private EmbeddedDriver(MediaDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts a driver.
   *
   * @param parent directory for the driver's files, preferably in memory
   * @param lanes of the node; its streams are the square of it
   * @throws DataPlaneException when the directory cannot hold the streams' logs
   */
  public static EmbeddedDriver launch(Path parent, String node, int lanes, ErrorHandler faults) {
    int pairs = lanes * lanes;
    int termBytes = pairs > PAIRS_WITH_LARGE_TERMS ? SMALL_TERM_BYTES : TERM_BYTES;
    if (!Files.isDirectory(parent)) {
      throw new DataPlaneException(
          "the media driver's directory "
              + parent
              + " does not exist: make it, or set aeron.directory to one that does",
          null);
    }
    removeLeftovers(parent);
    requireSpace(parent, FIXED_BYTES + (long) pairs * TERMS_PER_LOG * termBytes);
    long pid = ProcessHandle.current().pid();
    String user = System.getProperty("user.name", "unknown");
    Path directory = parent.resolve(PREFIX + user + "-" + node + "-" + pid);
    MediaDriver.Context context =
        new MediaDriver.Context()
            .aeronDirectoryName(directory.toString())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.INVOKER)
            .clientLivenessTimeoutNs(LIVENESS_NS)
            .publicationUnblockTimeoutNs(LIVENESS_NS + LIVENESS_NS / 2)
            .ipcMtuLength(IPC_MTU_BYTES)
            .ipcTermBufferLength(termBytes)
            .termBufferSparseFile(true)
            .errorHandler(faults)
            .warnIfDirectoryExists(false);
    try {
      return new EmbeddedDriver(MediaDriver.launch(context));
    } catch (RuntimeException fault) {
      throw new DataPlaneException(
          "the media driver could not start in " + directory + ": " + fault.getMessage(), fault);
    }
  }

  /** Where clients find the driver. */
  public String directory() {
    return driver.aeronDirectoryName();
  }

  /** Runs the driver once; for one thread at a time. */
  public AgentInvoker invoker() {
    return driver.sharedAgentInvoker();
  }

  @Override
  public void close() {
    driver.close();
  }

  /** The directory that drivers use when nothing else is said: memory where the system has it. */
  public static Path defaultParent() {
    Path memory = Path.of("/dev/shm");
    return Files.isDirectory(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void requireSpace(Path parent, long neededBytes) {
    try {
      FileStore store = Files.getFileStore(parent);
      long usable = store.getUsableSpace();
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
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the media driver's directory " + parent + " cannot be used: " + fault.getMessage(),
          fault);
    }
  }

  private static void removeLeftovers(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      entries
          .filter(EmbeddedDriver::isLeftover)
          .forEach(path -> IoUtil.delete(path.toFile(), true));
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the media driver's directory " + parent + " cannot be read: " + fault.getMessage(),
          fault);
    }
  }

  private static boolean isLeftover(Path path) {
    File file = path.toFile();
    String name = file.getName();
    String user = System.getProperty("user.name", "unknown");
    if (!name.startsWith(PREFIX + user + "-")) {
      return false;
    }
    String pid = name.substring(name.lastIndexOf('-') + 1);
    return pid.matches("[0-9]{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }
}
