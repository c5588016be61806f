package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.Locale;

/**
 * How a node joined a run whose clocks ran, and what it took over before another node came or went.
 * Times are seconds of run time, as the keeper has it.
 *
 * @param node its name
 * @param atSeconds when it was asked to take part
 * @param beginSeconds when its data were loaded, its streams open and its clocks started
 * @param learners that have moved there since
 * @param lastSeconds when the last of them went on there; NaN without any
 */
public record NodeArrival(
    String node, double atSeconds, double beginSeconds, int learners, double lastSeconds)
    implements ControlMessage {

  /** That its clocks run, in one line. */
  String text() {
    return String.format(
        Locale.ROOT,
        "node %s has joined: its clocks ran %.1f s after it was asked to take part",
        node,
        beginSeconds - atSeconds);
  }

  /** One more learner goes on there. */
  NodeArrival withLearner(double nowSeconds) {
    return new NodeArrival(node, atSeconds, beginSeconds, learners + 1, nowSeconds);
  }
}
