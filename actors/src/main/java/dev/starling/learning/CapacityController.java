package dev.starling.learning;

import dev.starling.topology.Topology;

/**
 * Decides a learner's gossip rate λ from what the learner itself sees: the network's update rate,
 * the number of live learners, and the staleness of the pushes that it receives. What link and lane
 * can carry of it is the business of {@link LinkClamp}. Used by one thread.
 */
interface CapacityController {

  /**
   * The controller that {@code settings} ask for.
   *
   * @param readersPerEvent how many learners read a model at each gossip event: 1 of a push, 2 of
   *     an exchange
   */
  static CapacityController of(
      CapacitySettings settings, Topology topology, Origins origins, int readersPerEvent) {
    if (settings instanceof CapacitySettings.Law law) {
      return new LogCapacity(law, topology.isComplete(), origins, readersPerEvent);
    }
    if (settings instanceof CapacitySettings.Opportunistic opportunistic) {
      return new OpportunisticCapacity(opportunistic, readersPerEvent);
    }
    return new FixedCapacity((CapacitySettings.Fixed) settings);
  }

  /**
   * λ now, in pushes per second.
   *
   * @param updateRate r̂: updates per second of one learner
   * @param live n: live learners, this one included
   * @return 0 for no gossip
   */
  double rate(double updateRate, int live);

  /**
   * Whether a learner gossips only in a window after each of its updates, then at n·λ: see {@link
   * OpportunisticCapacity}.
   */
  default boolean isWindowed() {
    return false;
  }

  /** Whether a model tells of all origins in it; else of its source alone. */
  default boolean relaysVersions() {
    return true;
  }

  /**
   * A push was mixed.
   *
   * @param staleness updates of its source that were new, or NaN when that says nothing
   * @param weight w of the push
   * @param sourceTrim trim of its source
   */
  void onMixed(double staleness, double weight, double sourceTrim);

  /** What travels with each push and is averaged as the model is; 0 where there is nothing. */
  double trim();

  /** Takes over a trim saved earlier. */
  void restoreTrim(double saved);
}
