package dev.starling.sim.staleness;

/**
 * The learners of a run as the engine sees them: what each knows, and when it last received a
 * model. Times of learners are kept as integer ticks, 2^30 to the run. Used by one thread.
 */
final class Population {
  private static final double TICKS = 1 << 30;

  private final VersionMatrix versions;
  private final int[] receivedAt;
  private final double ticksPerUnit;
  private final boolean births;

  /**
   * @param duration of the whole run in time units
   */
  Population(VersionMatrix versions, double duration) {
    this.versions = versions;
    births = versions.hasBirths();
    receivedAt = new int[versions.learners()];
    ticksPerUnit = TICKS / duration;
  }

  VersionMatrix versions() {
    return versions;
  }

  /** The whole model goes from {@code source} to {@code target}. */
  void push(int source, int target, double time) {
    stamp(source, time);
    versions.push(source, target);
    receive(target, time);
  }

  /** The whole models of both are mixed into each other. */
  void exchange(int learner, int other, double time) {
    stamp(learner, time);
    stamp(other, time);
    versions.exchange(learner, other);
    receive(learner, time);
    receive(other, time);
  }

  /** The version of one {@code origin} goes from {@code source} to {@code target}. */
  void push(int source, int target, int origin, double time) {
    if (source == origin) {
      stamp(source, time);
    }
    versions.push(source, target, origin);
    receive(target, time);
  }

  /** A model that left before arrives. */
  void mix(int[] captured, int offset, int target, double time) {
    versions.mix(captured, offset, target);
    receive(target, time);
  }

  /** Reads what a receipt of {@code learner} will write: see {@link VersionMatrix#touch}. */
  int touch(int learner) {
    return receivedAt[learner];
  }

  /** What {@code learner} knows of itself is of now. */
  void stamp(int learner, double time) {
    if (births) {
      versions.stamp(learner, tick(time));
    }
  }

  /** The longest time for which a learner has received nothing, in time units. */
  double longestSilence(double time) {
    int earliest = Integer.MAX_VALUE;
    for (int tick : receivedAt) {
      earliest = Math.min(earliest, tick);
    }
    return age(earliest, time);
  }

  /** Time units since {@code tick}. */
  double age(int tick, double time) {
    return time - tick / ticksPerUnit;
  }

  private void receive(int target, double time) {
    receivedAt[target] = tick(time);
  }

  private int tick(double time) {
    return (int) (time * ticksPerUnit);
  }
}
