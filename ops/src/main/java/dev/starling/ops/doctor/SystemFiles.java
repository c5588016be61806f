package dev.starling.ops.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What the system says of itself, in files and by small programs. Stateless. */
final class SystemFiles {
  private static final long PATIENCE_SECONDS = 2;
  private static final int MAX_FILE_BYTES = 1 << 14;
  private static final int MAX_ANSWER_BYTES = 4096;

  private SystemFiles() {}

  /**
   * The text of a small file; empty when it cannot be read. It is asked for at once: files of
   * /proc/sys give nothing more to a second read.
   */
  static String text(Path file) {
    byte[] buffer = new byte[MAX_FILE_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      return new String(buffer, 0, Math.max(0, in.read(buffer)), StandardCharsets.ISO_8859_1);
    } catch (IOException absent) {
      return "";
    }
  }

  /** The number that the file holds; absent when it cannot be read. */
  static OptionalLong number(Path file) {
    String text = text(file).strip();
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** What a program prints; absent when it is not there, fails, or takes more than two seconds. */
  static Optional<String> answer(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      byte[] said = process.getInputStream().readNBytes(MAX_ANSWER_BYTES);
      return process.exitValue() == 0
          ? Optional.of(new String(said, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
