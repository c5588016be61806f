package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.Locale;

/**
 * How often, and for how long, one node was without its media driver while it took part in a run.
 *
 * @param node its name
 * @param count of outages, with one that went on as the node's clocks started
 * @param seconds of all of them
 */
public record NodeOutages(String node, int count, double seconds) implements ControlMessage {

  /** In one line. */
  public String text() {
    return String.format(
        Locale.ROOT, "node %s: %d of its media driver, %.1f s in all", node, count, seconds);
  }
}
