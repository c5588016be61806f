package dev.starling.topology;

/**
 * An undirected graph without loops over the learners 0 to {@link #size()} − 1. Immutable: any
 * number of threads may read one.
 */
public interface Topology {

  /** Number of learners, at least 1. */
  int size();

  /** Number of neighbours of {@code learner}; 0 only where it is alone. */
  int degree(int learner);

  /**
   * One neighbour of {@code learner}, in rising order of their numbers.
   *
   * @param index in [0, {@code degree(learner)})
   */
  int neighbour(int learner, int index);

  /**
   * Whether every learner is every other's neighbour. The exact law of staleness holds on such a
   * graph alone.
   */
  boolean isComplete();
}
