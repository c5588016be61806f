package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverNeedsTest {
  private static final long MIB = 1L << 20;

  @Test
  void shouldNeedThreeTermsForEachPairOfLanes() {
    assertThat(DriverNeeds.directoryBytes(1, 1)).isEqualTo((48 + 3 * 4) * MIB);
    assertThat(DriverNeeds.directoryBytes(2, 4)).isEqualTo((48 + 64 * 3 * 4) * MIB);
    assertThat(DriverNeeds.directoryBytes(3, 3)).isEqualTo((48 + 81 * 3) * MIB);
  }

  @Test
  void shouldGiveFewLanesLargeTermsWhereThereIsRoom() {
    long roomy = 16 * 48 * MIB * 8;
    assertThat(DriverDirectory.sharedTermBytes(16, roomy)).isEqualTo(16 * MIB);
    assertThat(DriverDirectory.sharedTermBytes(16, roomy - 8)).isEqualTo(4 * MIB);
    assertThat(DriverDirectory.sharedTermBytes(17, 2 * roomy)).isEqualTo(4 * MIB);
    assertThat(DriverDirectory.sharedTermBytes(65, 2 * roomy)).isEqualTo(MIB);
  }

  @Test
  void shouldOpenNoStreamOfLargeTermsWhereRoomIsShort() {
    long roomy = 16 * 48 * MIB * 8;
    long planned = 16 * 48 * MIB;
    assertThat(DriverDirectory.isShortOfRoom(roomy - planned)).as("nobody but planned").isFalse();
    assertThat(DriverDirectory.isShortOfRoom(roomy / 2)).isFalse();
    assertThat(DriverDirectory.isShortOfRoom(roomy / 2 - 1)).isTrue();
    // Twelve nodes of one lane, where just as much is free as large terms are planned with.
    long free = roomy;
    for (int pair = 0; pair < 12 * 12; pair++) {
      free -= (DriverDirectory.isShortOfRoom(free) ? 12 : 48) * MIB;
    }
    assertThat(free).isGreaterThan(roomy / 4);
  }

  @Test
  void shouldTellDirectoriesOfDeadDriversFromThoseOfLiveOnes(@TempDir Path parent)
      throws IOException {
    Path dead = Files.createDirectory(parent.resolve(DriverDirectory.PREFIX + "ada-x-1"));
    Files.createDirectory(parent.resolve("somebody-elses"));
    try (EmbeddedDriver live =
        EmbeddedDriver.launch(
            parent,
            "live",
            1,
            fault -> {
              throw new AssertionError(fault);
            })) {
      assertThat(Path.of(live.directory())).isDirectory();
      assertThat(DriverNeeds.leftovers(parent)).containsExactly(dead);
    }
  }
}
