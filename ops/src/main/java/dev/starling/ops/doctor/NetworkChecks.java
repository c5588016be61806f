package dev.starling.ops.doctor;

import dev.starling.cluster.NodePorts;
import dev.starling.cluster.aeron.DriverNeeds;
import dev.starling.ops.doctor.MachineFacts.Address;
import dev.starling.ops.doctor.MachineFacts.Firewall;
import dev.starling.ops.doctor.MachineFacts.Network;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Judges what was read of the network. Stateless. */
final class NetworkChecks {
  /** What holds the frames of a lane's pause of several milliseconds at 1 Gbit/s. */
  private static final long GOOD_BUFFER_BYTES = 2L << 20;

  private NetworkChecks() {}

  static List<Finding> examine(Network network) {
    return List.of(
        buffer("net.core.rmem_max", network.maxReceive(), DriverNeeds.RECEIVE_WINDOW_BYTES),
        buffer("net.core.wmem_max", network.maxSend(), DriverNeeds.MTU_BYTES),
        port("control port", "tcp", network.controlPort(), network.controlPortProblem()),
        port("data port", "udp", NodePorts.data(network.controlPort()), network.dataPortProblem()),
        address(network),
        firewall(network.firewall(), network.controlPort()));
  }

  private static Finding buffer(String key, OptionalLong max, long needed) {
    String remedy = "sysctl -w " + key + "=" + GOOD_BUFFER_BYTES + ", and a line in /etc/sysctl.d";
    if (max.isEmpty()) {
      return Finding.warning(
          key, "cannot be read in this network namespace", "on the host: " + remedy);
    }
    String text = max.getAsLong() + " bytes";
    if (max.getAsLong() < needed) {
      return Finding.fault(key, text + ", less than the " + needed + " that Aeron needs", remedy);
    }
    return max.getAsLong() < GOOD_BUFFER_BYTES
        ? Finding.warning(key, text + ": enough to start, but bursts of frames are lost", remedy)
        : Finding.ok(key, text);
  }

  private static Finding port(String subject, String protocol, int port, String problem) {
    if (problem.isEmpty()) {
      return Finding.ok(subject, "%s %d is free".formatted(protocol, port));
    }
    return Finding.fault(
        subject,
        "%s %d cannot be had: %s".formatted(protocol, port, problem),
        "choose another with --port (frames take the one after it); who has it: ss -lnp%s 'sport ="
                .formatted(protocol.charAt(0))
            + " :%d'".formatted(port));
  }

  private static Finding address(Network network) {
    String subject = "address";
    List<Address> reachable =
        network.addresses().stream().filter(address -> !address.loopback()).toList();
    String others =
        reachable.isEmpty()
            ? "this machine has no other: connect it to a network"
            : "use "
                + reachable.stream()
                    .map(address -> "--bind " + address.text() + " (" + address.device() + ")")
                    .collect(Collectors.joining(" or "));
    if (network.bind().isEmpty()) {
      return switch (reachable.size()) {
        case 0 ->
            Finding.warning(subject, "only this machine reaches itself", "connect it to a network");
        case 1 -> new Finding(Finding.Level.OK, subject, "others can reach this machine", others);
        default ->
            new Finding(
                Finding.Level.OK,
                subject,
                reachable.size() + " addresses, of which the one of the nodes' network is right",
                others);
      };
    }
    String asked = network.bind().get();
    if (network.bindAddress().isEmpty()) {
      return Finding.fault(subject, asked + " is no address and no name that is known", others);
    }
    String bound = network.bindAddress().get();
    String name = bound.equals(asked) ? asked : asked + " (" + bound + ")";
    if (network.bindIsLoopback()) {
      return Finding.fault(subject, name + " cannot be reached by other machines", others);
    }
    boolean here = network.addresses().stream().anyMatch(each -> each.text().equals(bound));
    return here
        ? Finding.ok(subject, name + " is this machine's")
        : Finding.fault(subject, name + " is not an address of this machine", others);
  }

  private static Finding firewall(Optional<Firewall> firewall, int controlPort) {
    int dataPort = NodePorts.data(controlPort);
    if (firewall.isEmpty()) {
      return new Finding(
          Finding.Level.OK,
          "firewall",
          "neither ufw nor firewalld is at work",
          ("if nft filters input: nft add rule inet filter input tcp dport %d accept"
                  + " && nft add rule inet filter input udp dport %d accept")
              .formatted(controlPort, dataPort));
    }
    return switch (firewall.get()) {
      case UFW ->
          Finding.warning(
              "firewall",
              "ufw is at work and may keep other nodes out",
              "ufw allow %d/tcp && ufw allow %d/udp".formatted(controlPort, dataPort));
      case FIREWALLD ->
          Finding.warning(
              "firewall",
              "firewalld is at work and may keep other nodes out",
              ("firewall-cmd --permanent --add-port=%d/tcp --add-port=%d/udp"
                      + " && firewall-cmd --reload")
                  .formatted(controlPort, dataPort));
    };
  }
}
