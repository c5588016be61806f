package dev.starling.actor;

import dev.starling.learning.StateReader;
import java.util.function.Supplier;

/**
 * What a learner that takes a seat begins with.
 *
 * @param saved its state, from the start for each who asks; null unless the source is a checkpoint
 */
public record StartingState(StateSource source, Supplier<StateReader> saved) {
  /** Its own starting model. */
  public static final StartingState NEW = new StartingState(StateSource.NEW, null);

  /** The next model that it receives. */
  public static final StartingState NEXT_PUSH = new StartingState(StateSource.NEXT_PUSH, null);

  public StartingState {
    if ((source == StateSource.CHECKPOINT) != (saved != null)) {
      throw new IllegalArgumentException(source + " with saved state " + saved);
    }
  }

  /** What {@code saved} holds. */
  public static StartingState of(Supplier<StateReader> saved) {
    return new StartingState(StateSource.CHECKPOINT, saved);
  }
}
