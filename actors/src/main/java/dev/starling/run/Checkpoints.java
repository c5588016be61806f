package dev.starling.run;

/**
 * Where and how often learners are saved, and which part of its run this is: a run that was stopped
 * goes on in a next part.
 *
 * @param directory that every node can read, in which each run has one of its own; "" for none
 * @param intervalSeconds between two checkpoints of a learner
 * @param part 0 at first; one more each time that the run is resumed
 * @param fromSeconds run time at which this part begins
 */
public record Checkpoints(String directory, double intervalSeconds, int part, double fromSeconds) {
  private static final double LEAST_INTERVAL_SECONDS = 0.1;
  private static final double MOST_INTERVAL_SECONDS = 86_400;
  private static final int MAX_PARTS = 2_047;

  /** How often a learner may come back in one part: incarnations have 23 bits for both. */
  private static final int RETURNS_BITS = 12;

  /** Nobody is saved. */
  public static final Checkpoints NONE = new Checkpoints("", 10, 0, 0);

  public Checkpoints {
    Check.within(
        "checkpoint.interval", intervalSeconds, LEAST_INTERVAL_SECONDS, MOST_INTERVAL_SECONDS);
    Check.within("part of the run", part, 0, MAX_PARTS);
    Check.atLeast("start of the part", fromSeconds, 0);
  }

  /** Of the first part of a run. */
  public Checkpoints(String directory, double intervalSeconds) {
    this(directory, intervalSeconds, 0, 0);
  }

  /** Whether learners are saved at all. */
  public boolean isOn() {
    return !directory.isEmpty();
  }

  /** Whether this is not the run's first part: every learner has run before. */
  public boolean isResumed() {
    return part > 0;
  }

  /**
   * The incarnation with which learners take their first seat in this part; each later one is one
   * higher. No part's incarnations were ever in use before, so no model of an earlier part that
   * comes back from a checkpoint knows a version that is ahead of its origin.
   */
  public int firstIncarnation() {
    return part << RETURNS_BITS;
  }

  /** The same, in another directory. */
  public Checkpoints in(String other) {
    return new Checkpoints(other, intervalSeconds, part, fromSeconds);
  }

  /** The same for the run's part number {@code next}, which goes on at {@code seconds}. */
  public Checkpoints resumed(int next, double seconds) {
    return new Checkpoints(directory, intervalSeconds, next, seconds);
  }
}
