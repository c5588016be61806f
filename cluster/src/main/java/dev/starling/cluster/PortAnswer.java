package dev.starling.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What a machine does with a connection to the control port of its node. */
enum PortAnswer {
  ACCEPTS,
  /** Nothing listens there any more. */
  REFUSES,
  /** None in time, or no way there. */
  NONE;

  private static final int MAX_MILLIS = 400;

  /** Tries it; may block for that long. */
  static PortAnswer of(HostPort node) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(node.host(), node.port()), MAX_MILLIS);
      return ACCEPTS;
    } catch (ConnectException refused) {
      // Java throws another one for no answer, and for no way there.
      return REFUSES;
    } catch (IOException other) {
      return NONE;
    }
  }
}
