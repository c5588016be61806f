package dev.starling.cluster.aeron;

import dev.starling.actor.StartingState;
import dev.starling.actor.StateSource;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerCounters;

/** What a learner begins with on its seat, and what of it was done before. Used by one thread. */
final class SeatBeginning {
  private final StateSource source;
  private final long updates;

  /** Forgotten when the learner has begun, with the image that it holds. */
  private StartingState state;

  /** What it had counted when it was saved; null for one that was not restored. */
  private LearnerCounters restored;

  /**
   * @param updates of the model in {@code state}
   */
  SeatBeginning(StartingState state, long updates) {
    this.state = state;
    this.updates = updates;
    source = state.source();
  }

  /** Where the model came from that the learner took its seat with. */
  StateSource source() {
    return source;
  }

  /** Updates of that model. */
  long updates() {
    return updates;
  }

  /** The learner comes by the plan of its run, with something else. */
  void changeTo(StartingState next) {
    state = next;
  }

  /** Whether the learner will go on from what was saved. */
  boolean isRestored() {
    return state.source() == StateSource.CHECKPOINT;
  }

  /**
   * Starts the clocks of {@code learner}.
   *
   * @param inputs of {@code learner}
   * @param elapsedNs since the run's clocks started
   */
  void begin(Learner learner, LearnerInputs inputs, long elapsedNs, long nowNs) {
    switch (state.source()) {
      case NEW -> inputs.start(nowNs);
      case NEXT_PUSH -> inputs.awaitModel(updates, elapsedNs, nowNs);
      case CHECKPOINT -> {
        inputs.onRestored(state.saved().get(), nowNs);
        restored = learner.counters().snapshot();
        state = StartingState.NEW;
      }
    }
  }

  /** Without what was counted before the learner was saved. */
  LearnerCounters countedSince(LearnerCounters counters) {
    return restored == null ? counters : counters.minus(restored);
  }
}
