package dev.starling.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Two addresses of the loopback device, which stand for two machines. */
final class PairAddresses {
  static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  private PairAddresses() {}

  /** A free UDP port of each, as {@code HOST:PORT}. */
  static List<String> udpPorts() {
    return HOSTS.stream().map(host -> host + ":" + freePort(host)).toList();
  }

  private static int freePort(String host) {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getByName(host), 0))) {
      return socket.getLocalPort();
    } catch (IOException fault) {
      throw new UncheckedIOException(host + " has no free UDP port", fault);
    }
  }
}
