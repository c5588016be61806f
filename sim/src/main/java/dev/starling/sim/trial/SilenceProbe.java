package dev.starling.sim.trial;

import dev.starling.sim.VirtualCluster;

/**
 * The longest time since a learner last mixed a whole push, averaged over the instants at which it
 * looks. With pushes at rate λ the time of one learner is exponential, so the mean of the longest
 * of n is H(n)/λ. Used by one thread.
 */
final class SilenceProbe {
  private static final double NANOS = 1e9;

  private double sum;
  private long looks;

  void look(VirtualCluster cluster) {
    long longest = 0;
    for (int id = cluster.live().nextSetBit(0); id >= 0; id = cluster.live().nextSetBit(id + 1)) {
      longest = Math.max(longest, cluster.nowNs() - cluster.lastMixedNs(id));
    }
    sum += longest / NANOS;
    looks++;
  }

  double meanSeconds() {
    return looks == 0 ? Double.NaN : sum / looks;
  }
}
