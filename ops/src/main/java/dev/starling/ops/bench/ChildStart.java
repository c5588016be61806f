package dev.starling.ops.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** A process that is started anew each time, until it says what is waited for, or ends. */
final class ChildStart implements Contender {
  private static final double NANOS = 1e9;
  private static final String HELP = "--help";

  /** The keeper's word that every learner has as many updates as were asked for. */
  private static final String UPDATED = "clocks stop (UPDATES)";

  private static final NanoClock CLOCK = SystemNanoClock.INSTANCE;

  private final String name;
  private final Function<Path, List<String>> command;
  private final Predicate<String> isAnswer;

  /**
   * @param command made for a directory that is there, empty, while the process runs
   * @param isAnswer of a line of its output; of none, where its end is waited for
   */
  private ChildStart(
      String name, Function<Path, List<String>> command, Predicate<String> isAnswer) {
    this.name = name;
    this.command = command;
    this.isAnswer = isAnswer;
  }

  static ChildStart help() {
    return new ChildStart(STARLING, folder -> starling(List.of(HELP)), line -> false);
  }

  static ChildStart training() {
    return new ChildStart(
        STARLING,
        folder ->
            starling(
                List.of(
                    "train",
                    "--verbose",
                    "--updates",
                    "1",
                    "--no-bounds",
                    "--out",
                    folder.resolve("run").toString())),
        line -> line.contains(UPDATED));
  }

  /** The ceiling: the same Java, which only tells its version. */
  static ChildStart bareJava() {
    return new ChildStart("bare JVM", folder -> List.of(java(), "-version"), line -> false);
  }

  @Override
  public String name() {
    return name;
  }

  /** Once, however long it takes. */
  @Override
  public double measure(double seconds) {
    try {
      Path folder = TemporaryFiles.folder("starling-bench");
      try {
        return secondsToAnswer(command.apply(folder));
      } finally {
        TemporaryFiles.remove(folder);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " was started", interrupted);
    }
  }

  private double secondsToAnswer(List<String> line) throws IOException, InterruptedException {
    long begun = CLOCK.nanoTime();
    long answered = 0;
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String last = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String said = lines.readLine(); said != null; said = lines.readLine()) {
        answered = answered == 0 && isAnswer.test(said) ? CLOCK.nanoTime() : answered;
        last = said;
      }
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(line + " ended with code " + code + ": " + last);
    }
    return ((answered == 0 ? CLOCK.nanoTime() : answered) - begun) / NANOS;
  }

  /** The start script, if this runs from a jar that one belongs to; else as this was started. */
  private static List<String> starling(List<String> arguments) {
    List<String> command = new ArrayList<>();
    Path script = script();
    if (Files.isExecutable(script)) {
      command.add(script.toString());
    } else {
      command.add(java());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), "dev.starling.ops.Starling"));
    }
    command.addAll(arguments);
    return command;
  }

  /** In a source tree and in the archive alike it lies beside the folder of the jar. */
  private static Path script() {
    try {
      Path jar =
          Path.of(ChildStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolveSibling("../bin/starling").normalize();
    } catch (URISyntaxException noFile) {
      throw new IllegalStateException(noFile);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
