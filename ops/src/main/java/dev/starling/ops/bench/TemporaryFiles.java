package dev.starling.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files that benchmarks need while they run, and that are to go with them, by Ctrl-C too. Any
 * thread may use it.
 */
final class TemporaryFiles {
  private static final Set<Path> THERE = ConcurrentHashMap.newKeySet();

  private TemporaryFiles() {}

  /** A new folder; {@link #remove} is the caller's. */
  static Path folder(String prefix) throws IOException {
    return noted(Files.createTempDirectory(prefix));
  }

  /** A new file, empty; {@link #remove} is the caller's. */
  static Path file(String prefix, String suffix) throws IOException {
    return noted(Files.createTempFile(prefix, suffix));
  }

  private static Path noted(Path file) {
    THERE.add(file);
    return file;
  }

  /** Removes a file, or a folder with all that is in it; what is gone already is no fault. */
  static void remove(Path file) {
    THERE.remove(file);
    if (!Files.exists(file)) {
      return;
    }
    try (Stream<Path> files = Files.walk(file)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(file + " cannot be removed", fault);
    }
  }

  /** Removes all that are there, when what needs them ends in mid-course; tells of no fault. */
  static void removeAll() {
    for (Path file : List.copyOf(THERE)) {
      try {
        remove(file);
      } catch (UncheckedIOException busy) {
        // The process is about to end, and one file that stays must not keep the others.
      }
    }
  }
}
