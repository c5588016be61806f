package dev.starling.sim.report;

import dev.starling.learning.AgeSummary;
import dev.starling.learning.LinkTable;
import dev.starling.learning.StalenessLaw;
import dev.starling.run.RunDescription;
import java.util.List;

/**
 * What the pictures of staleness are drawn from. Immutable, if its arrays are left alone.
 *
 * @param shares of pairs and time at a staleness of 0, 1, 2, … updates; the last takes all above
 * @param law the same by theory, as long as {@code shares}; empty where there is none
 * @param ageBinMs width of the bins of {@code ages} in milliseconds
 * @param ages shares of pairs and time whose information is that old; the last takes all above
 * @param links what each has carried
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record StalenessDetail(
    double[] shares, double[] law, double ageBinMs, double[] ages, LinkTable links) {
  private static final double NS_PER_MS = 1e6;
  private static final double[] NONE = {};

  /**
   * Of a run. There is a law for the shares where updates are Poisson and equal and the graph is
   * complete: elsewhere only the mean is known.
   *
   * @param updateRate r achieved
   * @param gossipRate λ achieved
   */
  public static StalenessDetail of(
      RunDescription run,
      double[] shares,
      AgeSummary age,
      LinkTable links,
      double updateRate,
      double gossipRate) {
    boolean lawful =
        run.clock().isPaced()
            && run.clock().computeDelaySeconds() == 0
            && run.clock().speeds().stream().distinct().count() == 1
            && run.topology().equals("complete")
            && run.gossip().protocol().equals("push")
            && List.of("law", "fixed").contains(run.gossip().capacity())
            && gossipRate > 0;
    return new StalenessDetail(
        shares,
        lawful && shares.length > 0
            ? capped(
                StalenessLaw.distribution(updateRate, run.learners(), gossipRate, shares.length))
            : NONE,
        age.binNs() / NS_PER_MS,
        age.shares(),
        links);
  }

  /** All that is above goes into the last, as it does in what was measured. */
  private static double[] capped(double[] law) {
    double below = 0;
    for (int s = 0; s < law.length - 1; s++) {
      below += law[s];
    }
    law[law.length - 1] = 1 - below;
    return law;
  }
}
