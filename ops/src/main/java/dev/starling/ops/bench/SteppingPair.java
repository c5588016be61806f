package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starling's: two learners that step as fast as they can, and push once per step or never. How
 * often they push the law decides without feedback, which asks of two learners r̂/S* pushes per
 * second, r̂ being the steps per second that they make at the time: a machine that gets slower gets
 * as many pushes per step as before. A step that no push goes with is not counted.
 */
final class SteppingPair implements Contender {
  /** S*: a bit more than one push for each step, since some find the one before on its way. */
  private static final double STALENESS_TARGET = 0.96;

  private final NodePair nodes;
  private final int hidden;
  private final int batch;
  private final boolean gossips;
  private String note = "";

  SteppingPair(NodePair nodes, int hidden, int batch, boolean gossips) {
    this.nodes = nodes;
    this.hidden = hidden;
    this.batch = batch;
    this.gossips = gossips;
  }

  @Override
  public String name() {
    return gossips ? STARLING : "gossip off";
  }

  @Override
  public double measure(double seconds) {
    NodePair.Rates rates = nodes.run(keys(), seconds);
    if (!gossips) {
      return rates.steps();
    }
    note =
        String.format(
            Locale.ROOT, "%.2f pushes per step; %s", rates.pushes() / rates.steps(), nodes.note());
    return Math.min(rates.steps(), rates.pushes());
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add("run.model=mlp:" + hidden);
    keys.add("steps.batch=" + batch);
    keys.add("steps.size=0.001");
    if (gossips) {
      keys.add("gossip.feedback=false");
      keys.add("gossip.staleness-target=" + STALENESS_TARGET);
    } else {
      keys.add("gossip.capacity=fixed");
      keys.add("gossip.rate=0");
    }
    return keys;
  }

  @Override
  public String note() {
    return note;
  }

  @Override
  public void close() {
    nodes.close();
  }
}
