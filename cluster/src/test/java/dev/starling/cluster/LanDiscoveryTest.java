package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.cluster.LanDiscovery.Node;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LanDiscoveryTest {
  private static final long PATIENCE_MS = 1000;
  private static final int MAX_LOOKED = 30;
  private static final int PROBE_MS = 500;
  private static final String GROUP = "224.0.0.251";

  @Test
  void shouldFindTheNodesOfItsOwnCluster() throws Exception {
    String host = addressWithMulticast();
    Node first = new Node(host, 41_001);
    Node second = new Node(host, 41_002);
    String name = "t" + ProcessHandle.current().pid();
    try (LanDiscovery one = LanDiscovery.open(name, host, SystemNanoClock.INSTANCE);
        LanDiscovery two = LanDiscovery.open(name, host, SystemNanoClock.INSTANCE);
        LanDiscovery other = LanDiscovery.open(name + "x", host, SystemNanoClock.INSTANCE)) {
      CompletableFuture.allOf(
              announced(one, first),
              announced(two, second),
              announced(other, new Node(host, 41_003)))
          .join();
      assertThat(foundBy(two, 2)).containsExactly(first, second);
      assertThat(LanDiscovery.seeds(first, foundBy(one, 2)))
          .isEqualTo(LanDiscovery.seeds(second, List.of(second, first)));
    }
  }

  @Test
  void shouldLetTheLowestAddressFormTheClusterWhoeverLooks() {
    Node nine = new Node("10.0.0.9", 25_520);
    Node ten = new Node("10.0.0.10", 25_520);
    Node tenToo = new Node("10.0.0.10", 25_522);
    assertThat(LanDiscovery.seeds(ten, List.of(tenToo, nine))).containsExactly(nine, ten, tenToo);
    assertThat(LanDiscovery.seeds(nine, List.of(ten, tenToo, nine)))
        .containsExactly(nine, ten, tenToo);
    assertThat(LanDiscovery.seeds(nine, List.of())).containsExactly(nine);
  }

  @Test
  void shouldRefuseAnAddressThatIsNotHere() {
    assertThatExceptionOfType(NodeException.class)
        .isThrownBy(
            () -> LanDiscovery.open("starling", "198.51.100.77", SystemNanoClock.INSTANCE).close())
        .withMessageContaining("198.51.100.77")
        .withMessageContaining("--join");
  }

  /** What is found once so many are, or in the end. */
  private static List<Node> foundBy(LanDiscovery discovery, int nodes) throws InterruptedException {
    List<Node> found = discovery.lookUp(PATIENCE_MS);
    for (int looked = 1; looked < MAX_LOOKED && found.size() < nodes; looked++) {
      found = discovery.lookUp(PATIENCE_MS);
    }
    return found;
  }

  private static CompletableFuture<Void> announced(LanDiscovery discovery, Node node) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            discovery.announce(node);
          } catch (InterruptedException interrupted) {
            throw new CompletionException(interrupted);
          }
        },
        // The common pool may have a single thread, which announcing blocks.
        task -> new Thread(task, "announcer").start());
  }

  private static String addressWithMulticast() throws IOException {
    List<InetAddress> candidates = new ArrayList<>();
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (network.isUp()) {
        Collections.list(network.getInetAddresses()).stream()
            .filter(address -> address.getAddress().length == 4)
            .forEach(candidates::add);
      }
    }
    candidates.sort((a, b) -> Boolean.compare(b.isLoopbackAddress(), a.isLoopbackAddress()));
    for (InetAddress candidate : candidates) {
      if (carriesMulticast(candidate)) {
        return candidate.getHostAddress();
      }
    }
    System.err.println("SKIPPED: discovery is not tested, no network here carries multicast");
    Assumptions.abort("no multicast");
    return "";
  }

  private static boolean carriesMulticast(InetAddress address) {
    try (MulticastSocket socket = new MulticastSocket(0)) {
      NetworkInterface network = NetworkInterface.getByInetAddress(address);
      InetSocketAddress group = new InetSocketAddress(GROUP, socket.getLocalPort());
      socket.setNetworkInterface(network);
      socket.joinGroup(group, network);
      socket.setSoTimeout(PROBE_MS);
      socket.send(new DatagramPacket(new byte[1], 1, group));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    } catch (IOException none) {
      return false;
    }
  }
}
