package dev.starling.sim.experiment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bounds computed earlier, one small JSON file each, so that the second run of a kind need not wait
 * for them. A file is written beside its place and renamed into it; one that cannot be read, or
 * that speaks of another key, counts as absent and is overwritten. Keeps the newest {@value
 * #MAX_FILES}. Several processes may share a directory. The θ fingerprints hold on the machine and
 * BLAS kernel that made them.
 */
public final class BoundsCache {
  private static final int MAX_FILES = 256;
  private static final String SUFFIX = ".bounds.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path directory;

  /**
   * @param directory made when something is first stored
   */
  public BoundsCache(Path directory) {
    this.directory = directory;
  }

  /**
   * Where the bounds of a user are kept: {@code starling/bounds} under {@code XDG_CACHE_HOME}, or
   * under {@code .cache} in the user's home.
   *
   * @param environment of the process
   */
  public static Path defaultDirectory(Map<String, String> environment, Path home) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    // The XDG Base Directory Specification: a path that is not absolute is to be ignored.
    Path base =
        !cache.isBlank() && Path.of(cache).isAbsolute() ? Path.of(cache) : home.resolve(".cache");
    return base.resolve("starling").resolve("bounds");
  }

  /** The bounds stored under {@code key}, when there are any that can be read. */
  public Optional<Bounds> find(BoundsKey key) {
    Path file = fileOf(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Entry entry = JSON.readValue(file.toFile(), Entry.class);
      // JSON's null is an entry of nothing.
      return Optional.ofNullable(entry)
          .filter(found -> found.key().equals(key.hex()))
          .map(Entry::bounds);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Keeps bounds for later.
   *
   * @throws IOException when the directory cannot be written; the bounds are good all the same
   */
  public void store(BoundsKey key, Bounds bounds) throws IOException {
    Files.createDirectories(directory);
    Path fresh = Files.createTempFile(directory, key.hex(), ".tmp");
    try {
      JSON.writeValue(fresh.toFile(), new Entry(key.hex(), bounds));
      Files.move(
          fresh, fileOf(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    deleteOldest();
  }

  private Path fileOf(BoundsKey key) {
    return directory.resolve(key.hex() + SUFFIX);
  }

  private void deleteOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files =
          listed
              .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing(BoundsCache::modified).reversed())
              .toList();
    }
    for (int i = MAX_FILES; i < files.size(); i++) {
      Files.deleteIfExists(files.get(i));
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      // Another process was faster.
      return FileTime.fromMillis(0);
    }
  }

  /** What a file holds; the key guards against a file that was renamed by hand. */
  record Entry(String key, Bounds bounds) {}
}
