package dev.starling.sim.experiment;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Wake;

/**
 * The host, in virtual time, of one learner that nobody reaches: it delivers nothing but steps.
 *
 * <p>Natural clock: updates are spread evenly over the length of the run, since how long each took
 * in real time is not known; only a step size that decays with time can tell. Paced clock: each
 * step comes at the deadline that the learner asked for, as if the host were never late. A learner
 * that diverges stops there, as it would in a run in which no push ever comes to its rescue. Used
 * by one thread, for one learner.
 */
final class SolitaryHost implements LearnerEffects {
  private static final double NANOS = 1e9;

  private final boolean paced;
  private final long durationNs;
  private long stepDueNs;

  SolitaryHost(boolean paced, double seconds) {
    this.paced = paced;
    this.durationNs = (long) (seconds * NANOS);
  }

  /**
   * Starts a learner and lets it make so many updates, or fewer when it stops of itself.
   *
   * @param afterUpdate called after each
   */
  void train(Learner learner, long updates, Runnable afterUpdate) {
    learner.start(0, this);
    long made = learner.counters().updates();
    while (made < updates && learner.state() == LearnerState.RUNNING) {
      step(learner, updates);
      if (learner.counters().updates() > made) {
        made = learner.counters().updates();
        afterUpdate.run();
      }
    }
  }

  /**
   * Lets a learner that has been started compute its next mini-batch.
   *
   * @param updates that it will make in all
   */
  void step(Learner learner, long updates) {
    long made = learner.counters().updates();
    learner.onStep(paced ? stepDueNs : evenNs(made, updates), this);
  }

  private long evenNs(long made, long updates) {
    return (long) ((double) made / updates * durationNs);
  }

  @Override
  public void wakeAt(Wake kind, long deadlineNs) {
    if (kind == Wake.STEP) {
      stepDueNs = deadlineNs;
    }
  }

  @Override
  public void push(int peer) {
    throw new IllegalStateException("a learner without gossip wants to push to learner " + peer);
  }

  @Override
  public void record(Measure measure, double value) {
    // A bound is judged by its model at the end.
  }

  @Override
  public void quarantined(String reason) {
    // The learner's state says so too, and ends its training.
  }
}
