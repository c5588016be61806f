package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Media drivers as processes of their own, which live, die and are cleaned up after. */
@Timeout(300)
class SharedDriverTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final String HERE = "127.0.0.1";
  private static final String THERE = "127.0.0.2";

  @TempDir Path parent;

  @AfterEach
  void endDrivers() {
    driversOf(parent).forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void shouldCarryFramesBetweenNodesOfOneMachine() throws Exception {
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      assertThat(directories()).hasSize(1);
      assertThat(rig.first.isConnectedTo(List.of(rig.firstRoute, rig.secondRoute))).isTrue();
    }
  }

  @Test
  void shouldCarryFramesBetweenMachines() throws Exception {
    try (PlaneRig rig = new PlaneRig(parent, HERE, THERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      assertThat(directories()).hasSize(2);
    }
  }

  @Test
  void shouldGoOnWithANewDriverWhenItsOwnIsKilled() {
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      ProcessHandle killed = driversOf(parent).get(0);
      assertThat(DriverDirectory.pidOf(directories().get(0))).hasValue(killed.pid());
      killed.destroyForcibly();
      killed.onExit().join();
      rig.await(
          () -> {
            rig.push(rig.first, 1);
            rig.push(rig.second, 1);
            return rig.first.outages() + rig.second.outages() >= 2;
          },
          PATIENCE_SECONDS,
          "both see the outage");
      rig.awaitBothWays(PATIENCE_SECONDS);
      assertThat(rig.first.outages()).isEqualTo(1);
      assertThat(rig.second.outages()).isEqualTo(1);
      assertThat(rig.first.outageNs()).isPositive();
      assertThat(driversOf(parent)).hasSize(1).doesNotContain(killed);
    }
  }

  /** As systemd does, which ends all processes of a service at once. */
  @Test
  void shouldGoOnWithANewDriverWhenItsOwnIsAskedToEnd() {
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      ProcessHandle asked = driversOf(parent).get(0);
      asked.destroy();
      asked.onExit().join();
      rig.await(
          () -> {
            rig.push(rig.first, 1);
            rig.push(rig.second, 1);
            return rig.first.outages() + rig.second.outages() >= 2;
          },
          PATIENCE_SECONDS,
          "both see the outage");
      rig.awaitBothWays(PATIENCE_SECONDS);
      assertThat(driversOf(parent)).hasSize(1).doesNotContain(asked);
    }
  }

  @Test
  void shouldEndTheDriverAfterItsLastClient() {
    ProcessHandle driver;
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      driver = driversOf(parent).get(0);
      rig.first.close();
      rig.awaitPush(rig.second, rig.secondRoute, rig.second, PATIENCE_SECONDS);
      rig.second.close();
      rig.await(() -> !driver.isAlive(), PATIENCE_SECONDS, "the driver ends");
      rig.await(() -> entries().isEmpty(), PATIENCE_SECONDS, "all its files are gone");
    }
  }

  @Test
  void shouldStartOneDriverForTwoNodesThatNeedItAtOnce() {
    PlaneRig[] rigs = new PlaneRig[2];
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> rigs[0] = new PlaneRig(parent, HERE, HERE)),
            CompletableFuture.runAsync(() -> rigs[1] = new PlaneRig(parent, HERE, HERE)))
        .join();
    assertThat(driversOf(parent)).hasSize(1);
    rigs[0].close();
    rigs[1].close();
  }

  @Test
  void shouldRemoveWhatAKilledDriverLeft() {
    PlaneRig before = new PlaneRig(parent, THERE, THERE);
    before.awaitBothWays(PATIENCE_SECONDS);
    Path directory = DriverDirectory.ofHost(parent, "rig", THERE);
    // As long as somebody has its lock the driver does not end by itself, and clean up.
    try (DriverLock lock =
        DriverLock.tryTake(DriverDirectory.beside(directory, DriverDirectory.LOCK_SUFFIX))) {
      assertThat(lock).isNotNull();
      before.close();
      List<ProcessHandle> drivers = driversOf(parent);
      drivers.forEach(ProcessHandle::destroyForcibly);
      drivers.forEach(driver -> driver.onExit().join());
    }
    assertThat(directories()).singleElement().asString().contains(THERE);
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.await(
          () -> {
            DriverDirectory.removeLeftovers(parent);
            return directories().size() == 1;
          },
          PATIENCE_SECONDS,
          "the leftover goes");
      assertThat(directories()).singleElement().asString().contains(HERE);
    }
  }

  @Test
  void shouldSayThatTheDirectoryIsTooSmall() {
    SharedDriver driver =
        new SharedDriver(
            parent,
            "rig",
            HERE,
            1L << 40,
            DataPlane.DEFAULT_UDP_MTU_BYTES,
            SystemNanoClock.INSTANCE);
    Route route = Route.local("node", HERE, 1, 1);
    assertThatThrownBy(() -> planeOf(driver, route))
        .isInstanceOf(DataPlaneException.class)
        .hasMessageContaining("MB free and the streams need")
        .hasMessageContaining("aeron.directory");
  }

  @Test
  void shouldSayThatAPortIsTaken() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      assertThatThrownBy(() -> UdpPort.choose(HERE, socket.getLocalPort()))
          .isInstanceOf(DataPlaneException.class)
          .hasMessage(
              "UDP port %d of %s is taken: choose another cluster.data-port, or 0 for any free one",
              socket.getLocalPort(), HERE);
    }
  }

  @Test
  void shouldSayThatAPortWasTakenBeforeItCouldBeUsed() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Route route = new Route("node", HERE, socket.getLocalPort(), 1, 1);
      assertThatThrownBy(() -> planeOf(PlaneRig.driver(parent, HERE), route))
          .isInstanceOf(DataPlaneException.class)
          .hasMessage(
              "UDP port %d of %s is taken: choose another cluster.data-port, or 0 for any free one",
              socket.getLocalPort(), HERE);
    }
  }

  @Test
  void shouldNotWaitForAReceiverThatStandsStill() {
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      int node = rig.first.addRoute(rig.secondRoute);
      SendStream stream = rig.first.streamTo(node, 0, 0);
      rig.await(
          () -> {
            rig.push(rig.first, node, NodeDriver.MAX_PAYLOAD_BYTES);
            return stream.isStuck();
          },
          PATIENCE_SECONDS,
          "the stream counts as stuck");
      assertThat(stream.isConnected()).isFalse();
      assertThat(stream.hasSubscriber()).as("Aeron still waits for it").isTrue();
      rig.await(
          () -> {
            rig.poll(rig.second);
            return rig.push(rig.first, node);
          },
          PATIENCE_SECONDS,
          "the stream takes messages again");
      assertThat(stream.isStuck()).isFalse();
    }
  }

  @Test
  void shouldKeepTheIndexOfANodeThatLeavesAndComesBack() {
    try (PlaneRig rig = new PlaneRig(parent, HERE, HERE)) {
      rig.awaitBothWays(PATIENCE_SECONDS);
      int node = rig.first.addRoute(rig.secondRoute);
      SendStream before = rig.first.streamTo(node, 0, 0);
      rig.first.setRoutes(List.of());
      assertThat(rig.first.streamTo(node, 0, 0)).isNull();
      assertThat(before.isConnected()).isFalse();
      assertThat(rig.first.isConnectedTo(List.of(rig.firstRoute))).isTrue();
      assertThat(rig.first.isConnectedTo(List.of(rig.secondRoute))).isFalse();
      rig.first.setRoutes(List.of(rig.firstRoute, rig.secondRoute));
      assertThat(rig.first.addRoute(rig.secondRoute)).isEqualTo(node);
      rig.awaitPush(rig.first, rig.secondRoute, rig.second, PATIENCE_SECONDS);
    }
  }

  private static DataPlane planeOf(SharedDriver driver, Route route) {
    return new DataPlane(
        driver, route, DataPlane.DEFAULT_UDP_MTU_BYTES, SystemNanoClock.INSTANCE, fault -> {});
  }

  private List<Path> directories() {
    return entries().stream().filter(Files::isDirectory).toList();
  }

  private List<Path> entries() {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.toList();
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static List<ProcessHandle> driversOf(Path parent) {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(parent.toString()))
        .toList();
  }
}
