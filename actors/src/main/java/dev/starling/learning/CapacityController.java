package dev.starling.learning;

import dev.starling.topology.Topology;

/**
 * Decides a learner's gossip rate λ from what the learner itself sees: the network's update rate,
 * the number of live learners, the staleness of the pushes that it receives, and how its own pushes
 * fare. Used by one thread.
 */
interface CapacityController {

  /** The controller that {@code settings} ask for. */
  static CapacityController of(CapacitySettings settings, Topology topology, Origins origins) {
    if (settings instanceof CapacitySettings.Law law) {
      return new LogCapacity(law, topology.isComplete(), origins);
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

  /** A push was due; {@code busy} when it was skipped because the last one is still being sent. */
  void onTick(boolean busy);

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
}
