package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;
import dev.starling.topology.Topology;

/**
 * Draws a peer uniformly over the neighbours of a learner, all of whom are live here. Used by one
 * thread.
 */
final class PeerDraw {
  private final Topology topology;
  private final boolean complete;
  private final int others;
  private final RandomStream random;

  PeerDraw(Topology topology, RandomStream random) {
    this.topology = topology;
    complete = topology.isComplete();
    others = topology.size() - 1;
    this.random = random;
  }

  int next(int learner) {
    if (complete) {
      // As the complete graph says, but inlined: this is drawn for every push.
      int index = random.nextInt(others);
      return index < learner ? index : index + 1;
    }
    return topology.neighbour(learner, random.nextInt(topology.degree(learner)));
  }
}
