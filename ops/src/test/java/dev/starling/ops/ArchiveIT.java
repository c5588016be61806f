package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks the archive where its path has a space, and uses nothing but it and Java. */
class ArchiveIT {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private static Path folder;
  private static Path installed;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("a place"));
    Answer answer = run(place, List.of("tar", "-xzf", archive().toString()));
    assertThat(answer.code()).as(answer.text()).isZero();
    try (Stream<Path> entries = Files.list(place)) {
      installed = entries.findFirst().orElseThrow();
    }
  }

  @Test
  void shouldHoldAllThatIsInstalledAndNothingOfTheTests() throws IOException {
    assertThat(installed.getFileName().toString()).startsWith("starling-");
    for (String file :
        List.of(
            "LICENSE",
            "NOTICE",
            "README.md",
            "experiments/staleness-law.conf",
            "systemd/starling.service",
            "lib/starling-ops.jar")) {
      assertThat(installed.resolve(file)).isNotEmptyFile();
    }
    assertThat(installed.resolve("bin/starling")).isExecutable();
    try (Stream<Path> jars = Files.list(installed.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .anyMatch(jar -> jar.startsWith("starling-cluster-"))
          .noneMatch(jar -> jar.matches("(junit|assertj|archunit|jmh).*"));
    }
  }

  @Test
  void shouldTellTheVersionOfTheArchive() throws IOException, InterruptedException {
    Answer answer = starling("--version");
    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat("starling-" + answer.text().lines().findFirst().orElseThrow().split(" ", 2)[1])
        .isEqualTo(installed.getFileName().toString());
  }

  @Test
  void shouldTrainFromTheArchiveAlone() throws IOException, InterruptedException {
    Path run = folder.resolve("a run");
    Answer answer =
        starling(
            "train", "--learners", "2", "--updates", "50", "--no-bounds", "--out", run.toString());
    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("updates     50 by the slowest learner");
    assertThat(run.resolve("summary.json")).isNotEmptyFile();
  }

  @Test
  void shouldStartThroughALink() throws IOException, InterruptedException {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("linked starling"), installed.resolve("bin/starling"));
    Answer answer = run(folder, List.of(link.toString(), "--version"));
    assertThat(answer.code()).as(answer.text()).isZero();
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> archives =
          files.filter(file -> file.toString().endsWith("-linux-x86_64.tar.gz")).toList();
      assertThat(archives).as("archives in target: made by mvn package, one at a time").hasSize(1);
      return archives.get(0).toAbsolutePath();
    }
  }

  private static Answer starling(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(installed.resolve("bin/starling").toString());
    command.addAll(Arrays.asList(arguments));
    return run(folder, command);
  }

  private static Answer run(Path in, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    // The Java that runs the build, without what the build gives to it.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("STARLING_CLASSPATH");
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(command + " took too long: " + Files.readString(said));
    }
    return new Answer(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
  }

  private record Answer(int code, String text) {}
}
