package dev.starling.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * The TCP port of a node's control plane, looked at before anything is started that would have to
 * be ended again: Akka itself finds it taken only when the node's driver and lanes run. Stateless.
 */
final class ControlPort {
  /** One second: this process's own node, which starts anew, lets go of it after it has ended. */
  private static final int MAX_TRIES = 10;

  private static final long CHECK_MILLIS = 100;

  private ControlPort() {}

  /**
   * Checks that a port can be had; whatever else is wrong with the address shows when it is used.
   *
   * @param port 0 for any free one
   * @throws NodeException when it is taken
   */
  static void require(String host, int port) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(CHECK_MILLIS);
    for (int tries = 1; tries < MAX_TRIES && isTaken(host, port); tries++) {
      idle.idle();
    }
    if (isTaken(host, port)) {
      throw taken(host, port, null);
    }
  }

  private static boolean isTaken(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As Akka does it: connections that wait for their last packets are no hindrance.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return false;
    } catch (BindException fault) {
      return String.valueOf(fault.getMessage()).contains("in use");
    } catch (IOException other) {
      return false;
    }
  }

  static NodeException taken(String host, int port, Throwable cause) {
    return new NodeException(
        "port "
            + port
            + " of "
            + host
            + " is taken, by another node of this machine perhaps: end that, choose another"
            + " cluster.port, or 0 for any free one",
        cause);
  }
}
