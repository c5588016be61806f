package dev.starling.run;

/**
 * How fast a learner goes as its host has it. A learner with a paced clock keeps a schedule of its
 * own; at a speed f the host stretches the intervals of that by 1/f, so that the learner finds
 * itself late, as it would on a slower machine. At speed 1 every wake comes at its deadline. With
 * intervals of 30 ms and 60 ms and a speed of ½, updates that the learner meant for 30 ms and 90 ms
 * come at 60 ms and 180 ms. Used by one thread.
 */
public final class LearnerPace {
  private double speed = 1;

  /** The last deadline on the learner's own schedule. */
  private long scheduledNs;

  /** When that comes to pass here. */
  private long passesNs;

  private boolean stepping;
  private long updatesBefore;

  /** Times its normal speed. */
  public double speed() {
    return speed;
  }

  /** When the wake that was asked for last comes to pass. */
  public long passesNs() {
    return passesNs;
  }

  /** By how much later a wake comes here than on the learner's own schedule; below 0 if earlier. */
  public long stretchNs() {
    return passesNs - scheduledNs;
  }

  /** The learner is woken for a mini-batch, with {@code updates} made so far. */
  public void beginStep(long updates) {
    stepping = true;
    updatesBefore = updates;
  }

  /** The learner has returned from it. */
  public void endStep() {
    stepping = false;
  }

  /**
   * When a wake comes to pass that a paced learner asks for.
   *
   * @param deadlineNs when it wants to be woken for its next mini-batch
   * @param updates that it has made
   */
  public long passesAt(long deadlineNs, long updates, long nowNs) {
    if (!stepping) {
      // Its schedule begins anew.
      scheduledNs = nowNs;
      passesNs = nowNs;
    } else if (updates == updatesBefore) {
      // The next mini-batch of an update that is due: at once.
      return nowNs;
    }
    long intervalNs = deadlineNs - scheduledNs;
    scheduledNs = deadlineNs;
    passesNs += speed == 1 ? intervalNs : (long) (intervalNs / speed);
    return passesNs;
  }

  /** A wake comes to pass at {@code atNs}, whatever the learner's schedule says. */
  public void passAt(long atNs) {
    passesNs = atNs;
  }

  /**
   * From now on the learner goes at {@code factor} times its normal speed, the rest of the interval
   * under way included.
   *
   * @return whether a wake is still to come, so that {@link #passesNs()} has changed
   */
  public boolean change(double factor, long nowNs) {
    boolean waits = passesNs > nowNs;
    if (waits) {
      passesNs = nowNs + (long) ((passesNs - nowNs) * (speed / factor));
    }
    speed = factor;
    return waits;
  }
}
