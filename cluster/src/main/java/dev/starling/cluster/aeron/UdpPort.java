package dev.starling.cluster.aeron;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Finds the UDP port on which a node takes frames from other machines. */
public final class UdpPort {
  /** Any free port. */
  public static final int ANY = 0;

  private UdpPort() {}

  /**
   * A port of {@code host} that is free now.
   *
   * @param wanted the port to have, or {@link #ANY}
   * @throws DataPlaneException when it is taken, or the host is none of this machine
   */
  public static int choose(String host, int wanted) {
    InetSocketAddress address = new InetSocketAddress(host, wanted);
    if (address.isUnresolved()) {
      throw new DataPlaneException(
          "the host " + host + " is unknown: give an address that this machine has", null);
    }
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.setReuseAddress(false);
      socket.bind(address);
      return socket.getLocalPort();
    } catch (SocketException fault) {
      throw wanted != ANY && String.valueOf(fault.getMessage()).contains("in use")
          ? taken(host, wanted, fault)
          : new DataPlaneException(
              "UDP port " + wanted + " of " + host + " cannot be used: " + fault.getMessage(),
              fault);
    }
  }

  static DataPlaneException taken(String host, int port, Exception cause) {
    return new DataPlaneException(
        "UDP port "
            + port
            + " of "
            + host
            + " is taken: choose another cluster.data-port, or 0 for any free one",
        cause);
  }
}
