package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much may be on its way to another machine. */
class UdpWindowsTest {
  private static final int KIB = 1024;
  private static final int SOCKET = 2048 * KIB;
  private static final int TERM = 4096 * KIB;

  @Test
  void shouldBeTheLeastForTheSmallPacketsOfALocalNetwork() {
    assertThat(UdpWindows.of(1408, SOCKET, TERM)).isEqualTo(new UdpWindows(128 * KIB, 64 * KIB));
  }

  @Test
  void shouldFollowLargePackets() {
    assertThat(UdpWindows.of(8192, SOCKET, TERM)).isEqualTo(new UdpWindows(256 * KIB, 128 * KIB));
  }

  @Test
  void shouldFitTheSocketAndHalfATerm() {
    // What Linux gives a socket unless it is told otherwise.
    int receiverBytes = UdpWindows.of(8192, 212_992, TERM).receiverBytes();
    assertThat(receiverBytes).isEqualTo(212_992);
    assertThat(UdpWindows.of(65504, 212_992, TERM).receiverBytes()).isEqualTo(212_992);
    assertThat(UdpWindows.of(65504, SOCKET, 1024 * KIB))
        .isEqualTo(new UdpWindows(512 * KIB, 512 * KIB));
  }
}
