package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder at a time, also when the file goes in between. */
class DriverLockTest {
  @TempDir Path parent;

  @Test
  void shouldHaveOneHolderAtATime() {
    Path file = parent.resolve("a.lock");
    try (DriverLock first = DriverLock.tryTake(file)) {
      assertThat(first).isNotNull();
      assertThat(DriverLock.tryTake(file)).isNull();
    }
    try (DriverLock second = DriverLock.tryTake(file)) {
      assertThat(second).isNotNull();
    }
  }

  @Test
  void shouldComeBackAfterItsFileWasRemoved() {
    Path file = parent.resolve("a.lock");
    try (DriverLock first = DriverLock.tryTake(file)) {
      first.removeFile();
    }
    assertThat(file).doesNotExist();
    try (DriverLock second = DriverLock.tryTake(file)) {
      assertThat(second).isNotNull();
      assertThat(file).exists();
    }
  }

  @Test
  void shouldRemoveALockThatGuardsNothing() throws Exception {
    String user = System.getProperty("user.name");
    Path lock = parent.resolve("starling-aeron-" + user + "-dead-10.0.0.1.lock");
    Path log = parent.resolve("starling-aeron-" + user + "-dead-10.0.0.1.log");
    Path foreign = parent.resolve("starling-aeron-somebody.else-dead-10.0.0.1.lock");
    Files.createFile(lock);
    Files.createFile(log);
    Files.createFile(foreign);
    DriverDirectory.removeLeftovers(parent);
    assertThat(lock).doesNotExist();
    assertThat(log).doesNotExist();
    assertThat(foreign).exists();
  }
}
