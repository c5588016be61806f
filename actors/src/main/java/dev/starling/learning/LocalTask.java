package dev.starling.learning;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/**
 * The private side of a learner: its partition of the data and its loss on it. The gradient's
 * memory belongs to the task (learners on one thread may share it), so it is valid until the next
 * call on that thread.
 */
public interface LocalTask {

  /** Length of θ. */
  int parameters();

  /** Samples in the partition, at least 1. */
  int samples();

  /** Fills θ with the model's starting point. */
  void initialise(ParameterVector theta, RandomStream random);

  /**
   * Takes the next mini-batch, with {@code order} deciding which samples come next, and computes
   * the mean loss at θ and its gradient.
   *
   * @return the mean loss, which may be infinite or NaN when θ has diverged
   */
  double nextBatch(ParameterVector theta, RandomStream order);

  /** A hash of which samples the partition has; 0 unless overridden. */
  default long partitionHash() {
    return 0;
  }

  /** Which samples the first batches had; those of no batch unless overridden. */
  default FirstDraws firstBatches() {
    return new FirstDraws();
  }

  /** Gradient of the last batch, without weight decay; not to be kept. */
  ParameterVector gradient();

  /**
   * Writes what decides which samples come next, apart from the stream of the order; nothing unless
   * overridden.
   */
  default void save(StateWriter out) {}

  /** Reads what {@link #save} has written. */
  default void restore(StateReader in) {}
}
