package dev.starling.ops.lan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemNanoClock;

/** A {@code starling} on a machine of a {@link Lan}, and its log. Used by one thread. */
final class LanJvm implements AutoCloseable {
  private static final long POLL_MS = 50;
  private static final long MAX_DYING_SECONDS = 60;

  private final String name;
  private final Process process;
  private final Path log;
  private int mark;

  private LanJvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a JVM with this one's Java and class path.
   *
   * @param log is written anew
   */
  static LanJvm start(Lan lan, int machine, Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-Dorg.bytedeco"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Djava.awt.headless=true", "-cp", classPath()));
    command.add("dev.starling.ops.Starling");
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(lan.on(machine, command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      // A node that hears its input end is none of a terminal.
      process.getOutputStream().close();
      return new LanJvm(arguments.get(0) + " on machine " + machine, process, log);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has said so far. */
  String log() {
    try {
      // Where it is just writing a character may be cut, which must not fail who reads.
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Waits until {@code condition} holds, for as long as the process lives. */
  void await(String what, long seconds, BooleanSupplier condition) {
    long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean()) {
      // Its last words may have come after they were looked for.
      assertThat(process.isAlive() || condition.getAsBoolean())
          .as(name + " ended before " + what)
          .isTrue();
      assertThat(SystemNanoClock.INSTANCE.nanoTime())
          .as(name + ": no " + what + " within " + seconds + " s")
          .isLessThan(deadlineNs);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
    }
  }

  /** From here on {@link #news} begins. */
  void mark() {
    mark = log().length();
  }

  /** What it has said since the mark. */
  String news() {
    return log().substring(mark);
  }

  /** Waits until it has said {@code text} since the mark. */
  void awaitWord(String text, long seconds) {
    await('"' + text + '"', seconds, () -> news().contains(text));
  }

  /** Waits for its end, and returns its exit code. */
  int awaitEnd(long seconds) {
    try {
      assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
          .as(name + " has ended within " + seconds + " s")
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Makes it stand still, without a chance to say so. */
  void freeze() {
    signal("STOP");
  }

  /** Lets it go on as if nothing had been. */
  void thaw() {
    signal("CONT");
  }

  /** As {@code kill -9} does. */
  void kill() {
    signal("KILL");
    awaitEnd(MAX_DYING_SECONDS);
  }

  private void signal(String what) {
    try {
      String command = "kill -" + what + " " + process.pid();
      assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).as(command).isZero();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Kills it where it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return "---- " + name + ":\n" + log();
  }
}
