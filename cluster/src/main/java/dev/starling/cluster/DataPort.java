package dev.starling.cluster;

import dev.starling.cluster.aeron.DataPlaneException;
import dev.starling.cluster.aeron.UdpPort;
import java.util.function.Consumer;

/**
 * Waits for the UDP port of a node. The driver of a node that has just ended, this one's last try
 * to come back among them, holds it for a moment longer, and that of one that was killed until it
 * has noticed. Stateless.
 */
final class DataPort {
  static final long CHECK_MILLIS = 100;

  /** 20 s: a driver takes 10 s to notice that its last node was killed. */
  static final int MAX_TRIES = 200;

  /**
   * 3 s: a driver whose last node has left in good order is gone by then, and no word is needed.
   */
  static final int TRIES_WITHOUT_A_WORD = 30;

  private DataPort() {}

  /**
   * A port that is free now.
   *
   * @param wanted the port to have, or {@link UdpPort#ANY}
   * @param pause lets {@link #CHECK_MILLIS} pass
   * @param say is given a line when this takes long, and another when it is over
   * @throws DataPlaneException when it stays taken, or the host is none of this machine
   */
  static int await(String host, int wanted, Runnable pause, Consumer<String> say) {
    for (int tries = 1; tries < MAX_TRIES; tries++) {
      try {
        int port = UdpPort.choose(host, wanted);
        if (tries > TRIES_WITHOUT_A_WORD) {
          say.accept("UDP port " + port + " of " + host + " is free now");
        }
        return port;
      } catch (DataPlaneException taken) {
        if (tries == TRIES_WITHOUT_A_WORD) {
          say.accept(
              taken.getMessage()
                  + "; waiting up to "
                  + (MAX_TRIES - tries) * CHECK_MILLIS / 1000
                  + " s more, for a media driver that ends may hold it");
        }
        pause.run();
      }
    }
    return UdpPort.choose(host, wanted);
  }
}
