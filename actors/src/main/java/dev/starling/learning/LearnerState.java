package dev.starling.learning;

/** Where a learner is in its life. */
public enum LearnerState {
  /** It has its model and mixes what it receives, but its clocks have not been started. */
  CREATED,
  /** It trains, pushes and mixes. */
  RUNNING,
  /** It has made all the updates it was asked for, and goes on pushing and mixing. */
  FINISHED,
  /** Its model has diverged: it neither trains nor pushes until a push replaces the model. */
  QUARANTINED,
  /**
   * It has come back without a model of its own, and waits a while for the next that it receives
   * whole.
   */
  AWAITING_MODEL,
  /** Its clocks are stopped and its model no longer changes. */
  STOPPED,
  /** Its memory is freed. */
  CLOSED;

  /** Whether the learner pushes. */
  public boolean isActive() {
    return this == RUNNING || this == FINISHED;
  }
}
