package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.starling.model.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsCacheTest {
  private static final BoundsKey KEY = key(1);
  private static final Bounds BOUNDS =
      new Bounds(
          new BoundScore(
              new Evaluation(0.1 + 0.2, 0.8571, 1000),
              new Evaluation(0.5, 0.85, 600),
              Long.MIN_VALUE + 1),
          List.of(
              new BoundScore(
                  new Evaluation(Double.NaN, Double.NaN, 1000),
                  new Evaluation(Double.POSITIVE_INFINITY, 0.1, 600),
                  -1)));

  @TempDir Path directory;

  @Test
  void shouldFindWhatItStored() throws IOException {
    BoundsCache cache = new BoundsCache(directory.resolve("made/when/needed"));

    assertThat(cache.find(KEY)).isEmpty();
    cache.store(KEY, BOUNDS);

    assertThat(cache.find(KEY)).contains(BOUNDS);
    assertThat(cache.find(key(2))).isEmpty();
  }

  @Test
  void shouldLeaveNothingButTheFile() throws IOException {
    new BoundsCache(directory).store(KEY, BOUNDS);

    assertThat(directory).isDirectoryContaining("glob:**.bounds.json");
    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"key\": null, \"bounds\": null}",
        "{\"key\": \"00000000000000000000000000000001\"}",
        "{\"key\": \"00000000000000000000000000000001\", \"bounds\": {\"isolated\": []}}",
        "not json at all"
      })
  void shouldIgnoreACorruptFileAndWriteItAnew(String content) throws IOException {
    BoundsCache cache = new BoundsCache(directory);
    cache.store(KEY, BOUNDS);
    Files.writeString(files().get(0), content);

    assertThat(cache.find(KEY)).isEmpty();
    cache.store(KEY, BOUNDS);
    assertThat(cache.find(KEY)).contains(BOUNDS);
  }

  @Test
  void shouldIgnoreAFileThatWasCutAnywhere() throws IOException {
    BoundsCache cache = new BoundsCache(directory);
    cache.store(KEY, BOUNDS);
    Path file = files().get(0);
    String whole = Files.readString(file).strip();

    for (int length = 0; length < whole.length(); length++) {
      Files.writeString(file, whole.substring(0, length));
      assertThat(cache.find(KEY)).as("the first %d characters", length).isEmpty();
    }
  }

  @Test
  void shouldIgnoreAFileUnderTheNameOfAnother() throws IOException {
    BoundsCache cache = new BoundsCache(directory);
    cache.store(KEY, BOUNDS);
    Path file = files().get(0);
    Files.move(file, file.resolveSibling(key(2).hex() + ".bounds.json"));

    assertThat(cache.find(key(2))).isEmpty();
  }

  @Test
  void shouldKeepTheNewestFilesAndWhatIsNotItsOwn() throws IOException {
    BoundsCache cache = new BoundsCache(directory);
    Files.writeString(directory.resolve("mine.txt"), "keep");
    for (int i = 0; i < 256; i++) {
      Path file = directory.resolve(key(i).hex() + ".bounds.json");
      Files.writeString(file, "{}");
      Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * i));
    }

    cache.store(key(1000), BOUNDS);

    assertThat(files()).hasSize(257);
    assertThat(directory.resolve(key(0).hex() + ".bounds.json")).doesNotExist();
    assertThat(directory.resolve(key(1).hex() + ".bounds.json")).exists();
    assertThat(directory.resolve("mine.txt")).exists();
    assertThat(cache.find(key(1000))).contains(BOUNDS);
  }

  @Test
  void shouldSayWhenItCannotWrite() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new BoundsCache(file.resolve("below")).store(KEY, BOUNDS));
  }

  @Test
  void shouldLiveInTheCacheOfTheUser() {
    Path home = Path.of("/home/user");

    assertThat(BoundsCache.defaultDirectory(Map.of(), home))
        .isEqualTo(Path.of("/home/user/.cache/starling/bounds"));
    assertThat(BoundsCache.defaultDirectory(Map.of("XDG_CACHE_HOME", "/big/cache"), home))
        .isEqualTo(Path.of("/big/cache/starling/bounds"));
    assertThat(BoundsCache.defaultDirectory(Map.of("XDG_CACHE_HOME", "relative"), home))
        .isEqualTo(Path.of("/home/user/.cache/starling/bounds"));
  }

  @Test
  void shouldRefuseAKeyThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BoundsKey("../../etc/passwd"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.toList();
    }
  }

  private static BoundsKey key(int number) {
    return new BoundsKey("%032x".formatted(number));
  }
}
