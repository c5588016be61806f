package dev.starling.cluster;

import dev.starling.cluster.aeron.DataPlane;

/**
 * The outages of a node's data plane since the clocks of a run started there. Used by the node's
 * reporter.
 */
final class RunOutages {
  private static final double NANOS = 1e9;

  private final String node;
  private final DataPlane plane;
  private final int countBefore;
  private final long nsBefore;

  /** From now on. */
  RunOutages(String node, DataPlane plane) {
    this.node = node;
    this.plane = plane;
    // One that goes on is counted with this run.
    countBefore = plane.outages() - (plane.isDown() ? 1 : 0);
    nsBefore = plane.outageNs();
  }

  /** Up to now, with one that goes on. */
  NodeOutages soFar() {
    double seconds = (plane.outageNs() - nsBefore) / NANOS;
    return new NodeOutages(node, plane.outages() - countBefore, seconds);
  }
}
