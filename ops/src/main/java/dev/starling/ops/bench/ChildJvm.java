package dev.starling.ops.bench;

import dev.starling.ops.bench.child.Orders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own beside the one that measures, with the same Java and the same flags. It ends
 * when this does. Used by one thread.
 */
final class ChildJvm implements AutoCloseable {
  private static final long MAX_END_SECONDS = 15;
  private static final long MAX_LEAVING_SECONDS = 5;
  private static final String MOST_HEAP = "-Xmx1g";

  private final String name;
  private final Process process;
  private final BufferedReader answers;

  /** Its errors, which stay when it ends with one; null where they go elsewhere. */
  private final Path log;

  private ChildJvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts {@code main} with this JVM's class path. */
  static ChildJvm start(Class<?> main, List<String> arguments) {
    return start(main.getName(), System.getProperty("java.class.path"), arguments);
  }

  /** Starts {@code main} of {@code classPath}. */
  static ChildJvm start(String main, String classPath, List<String> arguments) {
    try {
      Path log = TemporaryFiles.file("starling-bench-", ".log");
      Process process = builder(main, classPath, arguments).redirectError(log.toFile()).start();
      return new ChildJvm(main, process, log);
    } catch (IOException fault) {
      throw new UncheckedIOException(main + " cannot be started: " + fault.getMessage(), fault);
    }
  }

  private static ProcessBuilder builder(String main, String classPath, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.matches("-(Xm[sx]|agentlib).*"))
        .forEach(command::add);
    command.addAll(List.of(MOST_HEAP, "-cp", classPath, main));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** Starts {@code main}, whose errors are for the user: they go where this JVM's go. */
  static ChildJvm startSpeaking(Class<?> main, List<String> arguments) {
    try {
      ProcessBuilder builder =
          builder(main.getName(), System.getProperty("java.class.path"), arguments)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      return new ChildJvm(main.getName(), builder.start(), null);
    } catch (IOException fault) {
      throw new UncheckedIOException(main + " cannot be started: " + fault.getMessage(), fault);
    }
  }

  /** Tells it to do something; the answer is fetched with {@link #answer()}. */
  void tell(String order) {
    try {
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(name + " takes no orders any more" + where(), gone);
    }
  }

  /** The answer to the oldest order that has none yet, or its greeting. */
  String answer() {
    try {
      String line;
      do {
        line = answers.readLine();
        if (line == null) {
          throw new IllegalStateException(name + " ended before it answered" + where());
        }
      } while (!line.startsWith(Orders.ANSWER));
      return line.substring(Orders.ANSWER.length());
    } catch (IOException fault) {
      throw new UncheckedIOException(name + " does not answer" + where(), fault);
    }
  }

  String ask(String order) {
    tell(order);
    return answer();
  }

  /** Ends it by the end of its input, or by force when that takes too long. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(MAX_END_SECONDS, TimeUnit.SECONDS)) {
        // A media driver that nobody has connected to removes its files when it is asked to end.
        process.destroy();
      }
      if (!process.waitFor(MAX_LEAVING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      } else if (process.exitValue() == 0) {
        deleteLog();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String where() {
    return log == null ? "" : ": see " + log;
  }

  private void deleteLog() {
    if (log != null) {
      TemporaryFiles.remove(log);
    }
  }
}
