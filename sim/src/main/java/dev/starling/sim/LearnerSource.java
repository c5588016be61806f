package dev.starling.sim;

import dev.starling.learning.Learner;

/** Where the host gets its learners from. */
@FunctionalInterface
public interface LearnerSource {

  /**
   * A learner whose clocks have not been started; the host closes it.
   *
   * @param id which one
   * @param incarnation 0 at first, one higher each time that it comes back
   */
  Learner newLearner(int id, int incarnation);

  /** Factor of the speed at which a learner with a natural clock computes. */
  default double speed(int id) {
    return 1;
  }
}
