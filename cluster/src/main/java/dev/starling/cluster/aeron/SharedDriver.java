package dev.starling.cluster.aeron;

import io.aeron.Aeron;
import io.aeron.exceptions.TimeoutException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The media driver that all nodes of a cluster share on one address of a machine, as one of them
 * sees it: a process of its own, since a driver in one of the nodes would end them all with it. A
 * node that connects starts it when there is none; it ends by itself when its last client has left.
 */
public final class SharedDriver extends NodeDriver {
  private static final long MAX_START_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_MS = 20;
  private static final int MAX_LOG_CHARS = 500;

  /** Type of the counter by which a node shows itself to the driver; the first that is free. */
  private static final int NODE_COUNTER_TYPE = 1001;

  /**
   * Ctrl-C in the terminal of the node that started the driver must not end it under the others.
   * Java leaves a signal alone that was ignored when it began.
   */
  private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";

  private final Path parent;
  private final Path directory;
  private final long pairs;
  private final int mtuBytes;
  private final NanoClock clock;

  /**
   * A driver that may not run yet.
   *
   * @param parent directory for the driver's files, preferably in memory
   * @param cluster name that the nodes share
   * @param host address to which the nodes bind
   * @param expectedPairs of lanes that will be connected on this machine: (nodes · lanes)²
   * @param mtuBytes of a packet to another machine
   */
  public SharedDriver(
      Path parent, String cluster, String host, long expectedPairs, int mtuBytes, NanoClock clock) {
    this.parent = parent;
    this.pairs = expectedPairs;
    this.mtuBytes = mtuBytes;
    this.clock = clock;
    directory = DriverDirectory.ofHost(parent, cluster, host);
  }

  @Override
  public String directory() {
    return directory.toString();
  }

  @Override
  Aeron connect(Aeron.Context context) {
    DriverDirectory.requireUsable(parent);
    Path lockFile = DriverDirectory.beside(directory, DriverDirectory.LOCK_SUFFIX);
    DriverLock lock = DriverLock.take(lockFile, clock);
    try {
      return connectTwice(context);
    } catch (TimeoutException silent) {
      throw new DataPlaneException(
          "the media driver in " + directory + " does not answer: " + silent.getMessage(), silent);
    } finally {
      lock.close();
    }
  }

  /** A driver that had died a moment before still looked alive to the first attempt. */
  private Aeron connectTwice(Aeron.Context context) {
    try {
      return connectOrStart(context);
    } catch (TimeoutException silent) {
      return connectOrStart(context);
    }
  }

  private Aeron connectOrStart(Aeron.Context context) {
    if (!DriverDirectory.isAlive(directory)) {
      start();
    }
    return register(Aeron.connect(context.clone()));
  }

  /**
   * Where too little is left for large terms, whoever filled it, the streams have ordinary ones.
   */
  @Override
  String ipcChannel() {
    return DriverDirectory.isShortOfRoom(DriverDirectory.usableBytes(parent))
        ? Route.IPC + "?term-length=" + DriverDirectory.termBytes(pairs)
        : Route.IPC;
  }

  @Override
  UdpWindows udpWindows() {
    return UdpWindows.of(mtuBytes, SocketBuffers.receiveBytes(), DriverDirectory.termBytes(pairs));
  }

  @Override
  boolean isRunning() {
    return DriverDirectory.isAlive(directory);
  }

  @Override
  boolean isReplaceable() {
    return true;
  }

  @Override
  int run(Aeron client) {
    return 0;
  }

  /** Leaves the driver to the others. */
  @Override
  public void close() {}

  /** Makes the driver know the client before the lock is free, and the driver may end. */
  private static Aeron register(Aeron client) {
    try {
      client.addCounter(NODE_COUNTER_TYPE, "starling node");
      return client;
    } catch (RuntimeException fault) {
      CloseHelper.quietClose(client);
      throw fault;
    }
  }

  private void start() {
    endPredecessor();
    DriverDirectory.remove(directory);
    DriverDirectory.removeLeftovers(parent);
    long usableBytes = DriverDirectory.requireSpace(parent, pairs);
    Path log = DriverDirectory.beside(directory, DriverDirectory.LOG_SUFFIX);
    Process process = launch(log, DriverDirectory.sharedTermBytes(pairs, usableBytes));
    long beganNs = clock.nanoTime();
    IdleStrategy idle = new SleepingMillisIdleStrategy(POLL_MS);
    while (!DriverDirectory.isAlive(directory)) {
      if (!process.isAlive()) {
        throw new DataPlaneException(
            "the media driver could not start in " + directory + ": " + said(log), null);
      }
      if (clock.nanoTime() - beganNs > MAX_START_NS) {
        process.destroyForcibly();
        throw new DataPlaneException(
            "the media driver did not start in "
                + directory
                + " within "
                + TimeUnit.NANOSECONDS.toSeconds(MAX_START_NS)
                + " s: "
                + said(log),
            null);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new DataPlaneException("the start of a media driver was interrupted", null);
      }
      idle.idle();
    }
  }

  /** A driver that stands still keeps its ports; nobody will use it again. */
  private void endPredecessor() {
    OptionalLong pid = DriverDirectory.pidOf(directory);
    if (pid.isPresent()) {
      ProcessHandle.of(pid.getAsLong())
          .filter(this::isItsDriver)
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private boolean isItsDriver(ProcessHandle process) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    return arguments.contains(DriverProcess.class.getName()) && arguments.contains(directory());
  }

  private Process launch(Path log, int termBytes) {
    ProcessBuilder builder = new ProcessBuilder(command(termBytes));
    // Its own files throughout: a shell that waits for the end of a pipe would wait for the driver.
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.directory(parent.toFile());
    // Not an argument: Java shows the arguments of a process only where they are short.
    builder.environment().put("CLASSPATH", absoluteClassPath());
    // They are for the node: a heap of its size, or a debugger that waits.
    builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    try {
      return builder.start();
    } catch (IOException fault) {
      throw new DataPlaneException(
          "the media driver's process could not start: " + fault.getMessage(), fault);
    }
  }

  private List<String> command(int termBytes) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DEAF_TO_THE_TERMINAL, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add(DriverProcess.class.getName());
    command.add(directory());
    command.add(Integer.toString(termBytes));
    command.add(Integer.toString(mtuBytes));
    return command;
  }

  /** The driver works in another directory, so that it keeps nobody from removing this one. */
  private static String absoluteClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static String said(Path log) {
    try {
      String text = Files.readString(log).strip().replaceAll("\\s+", " ");
      return text.substring(0, Math.min(text.length(), MAX_LOG_CHARS));
    } catch (IOException unreadable) {
      return "see " + log;
    }
  }
}
