package dev.starling.ops;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The address of this machine that others see. */
final class LocalAddress {
  /** Of a network for documentation: reached by the way that leads out, and never by anything. */
  private static final byte[] SOMEWHERE = {(byte) 192, 0, 2, 1};

  private static final int ANY_PORT = 9;

  private LocalAddress() {}

  /** The address from which packets leave the machine; 127.0.0.1 where no way leads out. */
  static String outward() {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Sends nothing: it only asks the system for the route.
      socket.connect(new InetSocketAddress(InetAddress.getByAddress(SOMEWHERE), ANY_PORT));
      InetAddress address = socket.getLocalAddress();
      return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    } catch (SocketException | UnknownHostException | UncheckedIOException noWay) {
      return "127.0.0.1";
    }
  }

  /** Whether a node can be bound to it; a name that nobody knows is left to whoever resolves it. */
  static boolean canBind(String host) {
    InetSocketAddress address = new InetSocketAddress(host, 0);
    if (address.isUnresolved()) {
      return true;
    }
    try (DatagramSocket socket = new DatagramSocket(address)) {
      return socket.isBound();
    } catch (SocketException elsewhere) {
      return false;
    }
  }
}
