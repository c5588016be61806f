package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README's examples true. */
class ReadmeTest {
  private static final Path EXAMPLE = Path.of("src/test/java/com/example/MedianRegression.java");
  private static final Path README = Path.of("../README.md");

  @TempDir private Path folder;

  @Test
  void shouldShowTheExampleThatTheTestsTrain() throws IOException {
    String example = Files.readString(EXAMPLE);
    assertThat(example.lines().count()).isLessThan(40);
    assertThat(Files.readString(README)).contains("```java\n" + example + "```");
  }

  @Test
  void shouldShowTheUnitThatTheArchiveHolds() throws IOException {
    String unit = Files.readString(Path.of("src/dist/systemd/starling.service"));
    assertThat(Files.readString(README)).contains("```ini\n" + unit + "```");
  }

  @Test
  void shouldTrainAModelOfOnesOwn() {
    Capture run =
        Capture.of(
            "train",
            "--model",
            "class:com.example.MedianRegression",
            "--data",
            "synthetic:linear",
            "--learners",
            "4",
            "--updates",
            "500",
            "--split",
            "iid",
            "--no-bounds",
            "--out",
            folder.resolve("run").toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    RunSummary summary = RunDirectory.open(folder.resolve("run")).readSummary();
    assertThat(summary.loss().max()).isLessThan(0.2);
  }
}
