package dev.starling.sim.staleness;

/**
 * Between one update and the next by anyone, the learner that made it sends its whole mixed model
 * to random neighbours with the capacity of all. Used by one thread.
 */
final class LastUpdaterFirst implements Transmission {
  private static final int NOBODY = -1;

  private final Population population;
  private final PeerDraw peers;
  private int last = NOBODY;

  LastUpdaterFirst(Population population, PeerDraw peers) {
    this.population = population;
    this.peers = peers;
  }

  @Override
  public void onUpdate(int learner) {
    last = learner;
  }

  @Override
  public void transmit(int ignoredSource, int ignoredTarget, double time) {
    if (last != NOBODY) {
      population.push(last, peers.next(last), time);
    }
  }
}
