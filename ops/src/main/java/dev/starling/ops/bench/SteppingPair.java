package dev.starling.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starling's: two learners that step as fast as they can, and push once per step or never. The
 * capacity is fixed, and is set anew for each measurement from how many pushes there were for each
 * step in a short run before it; a step that no push goes with is not counted.
 */
final class SteppingPair implements Contender {
  private static final double FIRST_RATE = 1_000;

  /** A Poisson clock gives now more and now less. */
  private static final double MARGIN = 1.05;

  private static final double MAX_CORRECTION = 4;

  /** Length of the run that sets the rate, beside the one that counts. */
  private static final double CALIBRATION = 0.4;

  /** Pushes take time from steps, so there are more of them for each step than the rate alone. */
  private static final double DAMPING = 0.6;

  private final NodePair nodes;
  private final int hidden;
  private final int batch;
  private final boolean gossips;
  private double gossipRate = FIRST_RATE;
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

  /** By a short run first, since a machine that others use is not as fast as it was. */
  @Override
  public double measure(double seconds) {
    if (gossips) {
      adjust(run(seconds * CALIBRATION));
    }
    NodePair.Rates rates = run(seconds);
    if (!gossips) {
      return rates.steps();
    }
    note =
        String.format(
            Locale.ROOT, "%.2f pushes per step; %s", rates.pushes() / rates.steps(), nodes.note());
    adjust(rates);
    return Math.min(rates.steps(), rates.pushes());
  }

  private void adjust(NodePair.Rates last) {
    if (last.steps() > 0) {
      double pushesPerStep = last.pushes() / last.steps();
      gossipRate *= Math.min(MAX_CORRECTION, StrictMath.pow(MARGIN / pushesPerStep, DAMPING));
    }
  }

  private NodePair.Rates run(double seconds) {
    List<String> keys = new ArrayList<>();
    keys.add("run.model=mlp:" + hidden);
    keys.add("steps.batch=" + batch);
    keys.add("steps.size=0.001");
    keys.add("gossip.capacity=fixed");
    keys.add("gossip.rate=" + (gossips ? gossipRate : 0));
    return nodes.run(keys, seconds);
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
