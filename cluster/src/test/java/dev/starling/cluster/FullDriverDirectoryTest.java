package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.DataPlaneException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A media driver whose directory somebody else fills while it is in use. */
class FullDriverDirectoryTest {
  @TempDir private Path folder;

  @Test
  void shouldTrainOnWhenTheDirectoryFillsUpLater() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=64m", "starling-test", small.toString()),
        "a file system of 64 MiB can be mounted");
    NodeSettings settings =
        new NodeSettings("starling", "127.0.0.1", 0, 1, small, ConfigFactory.empty());
    try (ClusterNode node =
        ClusterNode.start(
            settings,
            fault -> {
              throw new AssertionError("the node broke", fault);
            })) {
      fill(small.resolve("somebody-else"));
      RunResult result =
          TestRun.resultOf(new TestRun().run(node, TestRun.describe("full", 4, 200)));

      assertThat(small.toFile().getUsableSpace()).isZero();
      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
    } finally {
      assertThat(succeeds("umount", "--lazy", small.toString())).isTrue();
    }
  }

  @Test
  void shouldNameTheDirectoryWhenMemoryIsTakenFromUnderAStream() {
    Throwable cut =
        new InternalError(
            "a fault occurred in a recent unsafe memory access operation in compiled Java code");
    Throwable other = new InternalError("something else");

    assertThat(DataPlaneException.explaining(cut, folder))
        .isInstanceOf(DataPlaneException.class)
        .hasMessageContaining("directory " + folder + " is full");
    assertThat(DataPlaneException.explaining(other, folder)).isSameAs(other);
  }

  private static void fill(Path file) {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (file.toFile().length() < Long.MAX_VALUE) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
