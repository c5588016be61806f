package dev.starling.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFilesTest {

  @Test
  void shouldLeaveNothingOfABenchmarkThatEndsInMidCourse() throws IOException {
    Path data = GeneratedImages.write(new GeneratedImages.Shape(10, 10, 2));
    Path log = TemporaryFiles.file("starling-bench-", ".log");
    Path removed = TemporaryFiles.folder("starling-bench");
    TemporaryFiles.remove(removed);
    assertThat(data).isNotEmptyDirectory();
    assertThat(log).exists();

    TemporaryFiles.removeAll();

    assertThat(data).doesNotExist();
    assertThat(log).doesNotExist();
    TemporaryFiles.removeAll();
  }
}
