package dev.starling.cluster.aeron;

import io.aeron.CncFileDescriptor;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.status.HeartbeatTimestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.status.CountersReader;

/**
 * The process of a {@link SharedDriver}. It runs one media driver until it has had no client for a
 * while, or until its directory is no longer its own, which is how it learns that it was given up.
 */
public final class DriverProcess {
  private static final long FIRST_CLIENT_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long LAST_CLIENT_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long CHECK_MS = 250;
  private static final long MAX_PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

  private static final long NAK_DELAY_NS = TimeUnit.MICROSECONDS.toNanos(100);

  /**
   * What was lost is sent again once in so long. A packet may wait for that long in the queue
   * before a slow link; asked for sooner it would be sent many times over and fill the link.
   */
  private static final long MAX_QUEUE_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path directory;
  private final NanoClock clock;
  private final MediaDriver driver;
  private final CountersReader counters;
  private final Object cncKey;

  private DriverProcess(Path directory, int termBytes, int mtuBytes, NanoClock clock)
      throws IOException {
    this.directory = directory;
    this.clock = clock;
    MediaDriver.Context context = context(directory, termBytes, mtuBytes);
    driver = MediaDriver.launch(context);
    counters = new CountersReader(context.countersMetaDataBuffer(), context.countersValuesBuffer());
    cncKey = keyOfCnc();
  }

  /**
   * Runs a driver until nobody needs it.
   *
   * @param arguments directory of the driver; most bytes of a term; of a packet to another machine
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    DriverProcess process =
        new DriverProcess(
            directory,
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            SystemNanoClock.INSTANCE);
    AtomicBoolean asked = new AtomicBoolean();
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  asked.set(true);
                  joinUninterrupted(main);
                }));
    process.runUntil(asked);
  }

  private void runUntil(AtomicBoolean asked) throws IOException {
    IdleStrategy idle = new SleepingMillisIdleStrategy(CHECK_MS);
    long lonelySinceNs = clock.nanoTime();
    long patienceNs = FIRST_CLIENT_NS;
    boolean ended = false;
    while (!ended) {
      idle.idle();
      if (hasClients()) {
        lonelySinceNs = clock.nanoTime();
        patienceNs = LAST_CLIENT_NS;
      }
      boolean isLonely = clock.nanoTime() - lonelySinceNs >= patienceNs;
      if (!ownsDirectory()) {
        driver.close();
        ended = true;
      } else if (asked.get()) {
        driver.close();
        DriverDirectory.remove(directory);
        ended = true;
      } else if (isLonely) {
        ended = endUnlessWanted();
      }
    }
  }

  /** A node that connects holds the lock until the driver has seen it. */
  private boolean endUnlessWanted() {
    try (DriverLock lock = DriverLock.tryTake(lockFile())) {
      if (lock == null || hasClients()) {
        return false;
      }
      driver.close();
      DriverDirectory.removeAll(directory, lock);
      return true;
    }
  }

  private Path lockFile() {
    return DriverDirectory.beside(directory, DriverDirectory.LOCK_SUFFIX);
  }

  private boolean hasClients() {
    int[] clients = {0};
    counters.forEach(
        (counter, type, key, label) -> {
          if (type == HeartbeatTimestamp.HEARTBEAT_TYPE_ID) {
            clients[0]++;
          }
        });
    return clients[0] > 0;
  }

  private boolean ownsDirectory() throws IOException {
    return Objects.equals(cncKey, keyOfCnc());
  }

  /** What the file system knows the driver's file by; null when it is gone. */
  private Object keyOfCnc() throws IOException {
    Path cnc = directory.resolve(CncFileDescriptor.CNC_FILE);
    return Files.exists(cnc)
        ? Files.readAttributes(cnc, BasicFileAttributes.class).fileKey()
        : null;
  }

  private static MediaDriver.Context context(Path directory, int termBytes, int mtuBytes)
      throws IOException {
    int socketBytes = SocketBuffers.receiveBytes();
    int udpTermBytes = Math.min(termBytes, DriverDirectory.TERM_BYTES);
    UdpWindows windows = UdpWindows.of(mtuBytes, socketBytes, udpTermBytes);
    return new MediaDriver.Context()
        .aeronDirectoryName(directory.toString())
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(false)
        .warnIfDirectoryExists(false)
        .threadingMode(ThreadingMode.SHARED)
        .sharedIdleStrategy(Parking.upTo(MAX_PARK_NS))
        .clientLivenessTimeoutNs(TimeUnit.MILLISECONDS.toNanos(DriverDirectory.LIVENESS_MS))
        .ipcMtuLength(NodeDriver.IPC_MTU_BYTES)
        .ipcTermBufferLength(termBytes)
        .publicationTermBufferLength(udpTermBytes)
        // A directory that fills up later must not take memory from under a stream.
        .termBufferSparseFile(false)
        .lowStorageWarningThreshold(DriverDirectory.NO_WARNING)
        .socketRcvbufLength(socketBytes)
        .socketSndbufLength(SocketBuffers.sendBytes())
        .initialWindowLength(windows.receiverBytes())
        .publicationTermWindowLength(windows.unsentBytes())
        .nakUnicastDelayNs(NAK_DELAY_NS)
        .nakUnicastRetryDelayRatio(MAX_QUEUE_NS / NAK_DELAY_NS)
        .retransmitUnicastLingerNs(MAX_QUEUE_NS);
  }

  private static void joinUninterrupted(Thread main) {
    try {
      main.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
