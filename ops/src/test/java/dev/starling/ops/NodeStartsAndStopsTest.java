package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node in a process of its own, started and stopped in a row at the same ports. */
class NodeStartsAndStopsTest {
  private static final int TIMES = 4;
  private static final long PATIENCE_SECONDS = 120;

  /** Below those that systems give to whoever asks for any: nobody gets them by chance. */
  private static final int FIRST_PORT = 11_000;

  private static final int LAST_PORT = 24_000;

  @TempDir private Path folder;

  @Test
  void shouldStartAgainAndAgainAndLeaveNothingBehind() throws Exception {
    Path driver = Files.createDirectory(folder.resolve("driver"));
    int port = freePort();
    List<ProcessHandle> all = new ArrayList<>();
    for (int time = 1; time <= TIMES; time++) {
      Path log = folder.resolve("log-" + time);
      Process node = start(port, driver, log);
      try {
        await("start " + time + ": " + log, () -> !node.isAlive() || text(log).contains("submit"));
        assertThat(node.isAlive()).as("start %d: %s", time, text(log)).isTrue();
        all.add(node.toHandle());
        node.descendants().forEach(all::add);
        node.destroy();
        assertThat(node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("stop %d", time).isTrue();
        assertThat(node.exitValue()).as("stop %d: %s", time, text(log)).isZero();
      } finally {
        node.destroyForcibly().waitFor();
      }
    }

    assertThat(all).as("nodes, and a media driver at least").hasSizeGreaterThan(TIMES);
    await("processes end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    await("no file of a driver is left", () -> new File(driver.toString()).list().length == 0);
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket control = new ServerSocket();
        DatagramSocket data = new DatagramSocket(new InetSocketAddress(here, port + 1))) {
      control.setReuseAddress(true);
      control.bind(new InetSocketAddress(here, port));
      assertThat(control.isBound() && data.isBound()).isTrue();
    }
  }

  private static Process start(int port, Path driver, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Dorg.bytedeco"))
        .forEach(command::add);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-Xmx256m", "-cp", classPath, "dev.starling.ops.Starling", "node"));
    command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--lanes", "1", "--aeron-directory", driver.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** One that is free, and the next one with it; other processes begin to look elsewhere. */
  private static int freePort() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    int pairs = (LAST_PORT - FIRST_PORT) / 2;
    int first = (int) (ProcessHandle.current().pid() % pairs);
    for (int tried = 0; tried < pairs; tried++) {
      int port = FIRST_PORT + 2 * ((first + tried) % pairs);
      try (ServerSocket control = new ServerSocket(port, 1, here);
          DatagramSocket data = new DatagramSocket(new InetSocketAddress(here, port + 1))) {
        return Math.min(control.getLocalPort(), data.getLocalPort());
      } catch (BindException taken) {
        // The next one may be free.
      }
    }
    throw new IOException("no port is free");
  }

  private static void await(String what, BooleanSupplier isSo) {
    long deadlineNs =
        SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isSo.getAsBoolean()) {
      assertThat(SystemNanoClock.INSTANCE.nanoTime()).as(what).isLessThan(deadlineNs);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException fault) {
      return fault.toString();
    }
  }
}
