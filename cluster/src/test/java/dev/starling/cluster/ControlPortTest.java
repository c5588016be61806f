package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPortTest {
  private static final String HERE = "127.0.0.1";

  @TempDir private Path drivers;

  @Test
  void shouldFindAPortTakenBeforeAnythingIsStarted() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      NodeSettings settings =
          new NodeSettings("starling", HERE, port, 1, drivers, ConfigFactory.empty());
      assertThatExceptionOfType(NodeException.class)
          .isThrownBy(() -> ClusterNode.start(settings, fault -> {}).close())
          .withMessageStartingWith("port " + port + " of " + HERE + " is taken")
          .withMessageContaining("cluster.port");
      assertThat(drivers).isEmptyDirectory();
    }
  }

  @Test
  void shouldTakeAPortThatIsFree() throws IOException {
    int port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
    }
    ControlPort.require(HERE, port);
    ControlPort.require(HERE, 0);
  }
}
