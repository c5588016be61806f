package dev.starling.ops.doctor;

import dev.starling.cluster.NodePorts;
import dev.starling.ops.doctor.MachineFacts.Address;
import dev.starling.ops.doctor.MachineFacts.Firewall;
import dev.starling.ops.doctor.MachineFacts.Network;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what there is of networks, and tries the ports. Stateless. */
final class NetworkReader {
  private static final Path CORE = Path.of("/proc/sys/net/core");

  private NetworkReader() {}

  static Network read(Wanted wanted) {
    Optional<InetAddress> bound = wanted.bind().flatMap(NetworkReader::resolve);
    int control = wanted.controlPort();
    return new Network(
        wanted.bind(),
        bound.map(InetAddress::getHostAddress),
        bound.map(InetAddress::isLoopbackAddress).orElse(false),
        addresses(),
        control,
        tcpProblem(bound, control),
        udpProblem(bound, NodePorts.data(control)),
        SystemFiles.number(CORE.resolve("rmem_max")),
        SystemFiles.number(CORE.resolve("wmem_max")),
        firewall());
  }

  private static Optional<InetAddress> resolve(String name) {
    try {
      return Optional.of(InetAddress.getByName(name));
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }

  /**
   * Those that nodes can be told, IPv4 first: link-local ones need the network's name beside them.
   */
  private static List<Address> addresses() {
    List<Address> found = new ArrayList<>();
    try {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (network.isUp()) {
          for (InetAddress address : Collections.list(network.getInetAddresses())) {
            if (!address.isLinkLocalAddress()) {
              found.add(
                  new Address(
                      network.getName(),
                      address.getHostAddress().replaceFirst("%.*", ""),
                      address.isLoopbackAddress()));
            }
          }
        }
      }
    } catch (SocketException none) {
      return List.of();
    }
    found.sort(Comparator.comparing(address -> address.text().contains(":")));
    return List.copyOf(found);
  }

  private static String tcpProblem(Optional<InetAddress> bound, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(at(bound, port));
      return "";
    } catch (IOException taken) {
      return problem(taken);
    }
  }

  private static String udpProblem(Optional<InetAddress> bound, int port) {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.bind(at(bound, port));
      return "";
    } catch (SocketException taken) {
      return problem(taken);
    }
  }

  private static InetSocketAddress at(Optional<InetAddress> bound, int port) {
    return bound
        .map(address -> new InetSocketAddress(address, port))
        .orElseGet(() -> new InetSocketAddress(port));
  }

  private static String problem(IOException fault) {
    return String.valueOf(fault.getMessage()).replaceFirst(" \\(Bind failed\\)", "");
  }

  private static Optional<Firewall> firewall() {
    if (SystemFiles.text(Path.of("/etc/ufw/ufw.conf"))
        .lines()
        .anyMatch(line -> line.strip().equalsIgnoreCase("ENABLED=yes"))) {
      return Optional.of(Firewall.UFW);
    }
    return SystemFiles.answer("firewall-cmd", "--state").map(running -> Firewall.FIREWALLD);
  }
}
