package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.cluster.aeron.DataPlaneException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataPortTest {
  private static final String HERE = "127.0.0.1";

  private final List<String> said = new ArrayList<>();
  private DatagramSocket holder;
  private int port;
  private int pauses;

  @BeforeEach
  void holdAPort() throws IOException {
    holder = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    port = holder.getLocalPort();
  }

  @AfterEach
  void letGo() {
    holder.close();
  }

  @Test
  void shouldSayNothingOfAPortThatADriverHoldsAsItEnds() {
    assertThat(awaitPortFreeAfter(DataPort.TRIES_WITHOUT_A_WORD - 1)).isEqualTo(port);
    assertThat(said).isEmpty();
  }

  @Test
  void shouldSayOnceThatItWaitsAndOnceThatThePortIsFree() {
    assertThat(awaitPortFreeAfter(DataPort.MAX_TRIES / 2)).isEqualTo(port);
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).contains("UDP port " + port).contains("waiting up to 17 s more");
    assertThat(said.get(1)).isEqualTo("UDP port " + port + " of " + HERE + " is free now");
  }

  @Test
  void shouldGiveUpWhereThePortStaysTaken() {
    assertThatThrownBy(() -> awaitPortFreeAfter(DataPort.MAX_TRIES))
        .isInstanceOf(DataPlaneException.class)
        .hasMessageContaining("UDP port " + port);
    assertThat(said).hasSize(1);
    assertThat(pauses).isEqualTo(DataPort.MAX_TRIES - 1);
  }

  private int awaitPortFreeAfter(int mostPauses) {
    Runnable pause =
        () -> {
          if (++pauses == mostPauses) {
            holder.close();
          }
        };
    return DataPort.await(HERE, port, pause, said::add);
  }
}
