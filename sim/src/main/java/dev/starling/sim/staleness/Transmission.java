package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/** What the engine does at a tick: one for each {@link Scheme}. Used by one thread. */
interface Transmission {

  /**
   * A tick at {@code time}.
   *
   * @param source who sends; drawn at random, and without meaning in opportunistic schemes
   * @param target who receives; likewise
   */
  void transmit(int source, int target, double time);

  /** {@code learner} has just made an update. */
  default void onUpdate(int learner) {
    // Uniform gossip does not look at updates.
  }

  /** The one for {@code scheme}, without a hop delay. */
  static Transmission of(Scheme scheme, Population population, PeerDraw peers, RandomStream turns) {
    return switch (scheme) {
      case PUSH, PULL -> population::push;
      case EXCHANGE -> population::exchange;
      case OWN_MODEL -> (source, target, time) -> population.push(source, target, source, time);
      case FRESHEST -> new FreshestFirst(population, peers, turns);
      case LAST_UPDATER -> new LastUpdaterFirst(population, peers);
    };
  }
}
