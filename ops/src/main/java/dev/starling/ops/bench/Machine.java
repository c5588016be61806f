package dev.starling.ops.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where it was measured.
 *
 * @param processor its name and how many of it there are
 * @param system operating system
 * @param java version and maker
 * @param kernels of OpenBLAS, as its environment names them; {@code of its choice} otherwise
 * @param commit of the source tree that this was started from; {@code unknown} elsewhere
 */
record Machine(String processor, String system, String java, String kernels, String commit) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String UNKNOWN = "unknown";
  private static final long MAX_GIT_SECONDS = 5;

  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors() + " × " + processorName(),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        property("java.version") + " (" + property("java.vendor") + ")",
        System.getenv().getOrDefault("OPENBLAS_CORETYPE", "of its choice"),
        commitOfTree());
  }

  List<String> lines() {
    return List.of(
        "machine   " + processor,
        "system    " + system,
        "java      " + java,
        "blas      OpenBLAS, kernels " + kernels,
        "commit    " + commit);
  }

  private static String property(String name) {
    return System.getProperty(name, UNKNOWN);
  }

  private static String processorName() {
    try (var lines = Files.lines(CPU_INFO, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(UNKNOWN);
    } catch (IOException unreadable) {
      return UNKNOWN;
    }
  }

  private static String commitOfTree() {
    return tree().map(Machine::describe).orElse(UNKNOWN);
  }

  private static Optional<Path> tree() {
    try {
      Path code =
          Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Optional.ofNullable(code.getParent());
    } catch (URISyntaxException | SecurityException noFile) {
      return Optional.empty();
    }
  }

  private static String describe(Path folder) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!git.waitFor(MAX_GIT_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return UNKNOWN;
      }
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isBlank() ? UNKNOWN : answer.strip();
    } catch (IOException noGit) {
      return UNKNOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
