package dev.starling.cluster.aeron;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.ErrorHandler;

/**
 * The media driver of a node that has its machine, or its run, to itself: it lives in this JVM and
 * has no thread of its own. The first lane runs it once in each duty cycle, because on a machine
 * whose cores all belong to lanes a driver's thread gets its turn late, and publications then stand
 * still until it has moved their limits on. Its directory is named after the user, the node and the
 * process, so that nothing is shared by accident; directories that dead processes left behind are
 * removed at the start.
 */
public final class EmbeddedDriver extends NodeDriver {
  /** A lane may be away for long, in an evaluation or a pause of the JVM, without being dead. */
  static final long LIVENESS_NS = 60_000_000_000L;

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
    DriverDirectory.requireUsable(parent);
    DriverDirectory.removeLeftovers(parent);
    DriverDirectory.requireSpace(parent, (long) lanes * lanes);
    int termBytes = DriverDirectory.embeddedTermBytes(lanes);
    Path directory = DriverDirectory.ofProcess(parent, node, ProcessHandle.current().pid());
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
            // A directory that fills up later must not take memory from under a stream.
            .termBufferSparseFile(false)
            .lowStorageWarningThreshold(DriverDirectory.NO_WARNING)
            .errorHandler(faults)
            .warnIfDirectoryExists(false);
    try {
      return new EmbeddedDriver(MediaDriver.launch(context));
    } catch (RuntimeException fault) {
      throw new DataPlaneException(
          "the media driver could not start in " + directory + ": " + fault.getMessage(), fault);
    }
  }

  @Override
  public String directory() {
    return driver.aeronDirectoryName();
  }

  @Override
  Aeron connect(Aeron.Context context) {
    return Aeron.connect(
        context
            .driverAgentInvoker(driver.sharedAgentInvoker())
            .useConductorAgentInvoker(true)
            .driverTimeoutMs(LIVENESS_NS / 1_000_000));
  }

  /** None: it reaches no other machine. */
  @Override
  UdpWindows udpWindows() {
    return new UdpWindows(0, 0);
  }

  @Override
  boolean isRunning() {
    return true;
  }

  @Override
  boolean isReplaceable() {
    return false;
  }

  @Override
  int run(Aeron client) {
    return driver.sharedAgentInvoker().invoke() + client.conductorAgentInvoker().invoke();
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
}
