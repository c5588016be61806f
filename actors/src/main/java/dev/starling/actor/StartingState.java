package dev.starling.actor;

import dev.starling.learning.StateReader;
import java.util.function.Supplier;

/**
 * What a learner that takes a seat begins with.
 *
 * @param saved its state, from the start for each who asks; null unless the source is a checkpoint
 * @param knownUpdates that it has made as far as is known; of use where no state says it
 */
public record StartingState(StateSource source, Supplier<StateReader> saved, long knownUpdates) {
  /** Its own starting model. */
  public static final StartingState NEW = new StartingState(StateSource.NEW, null, 0);

  /** The next model that it receives. */
  public static final StartingState NEXT_PUSH = new StartingState(StateSource.NEXT_PUSH, null, 0);

  public StartingState {
    if ((source == StateSource.CHECKPOINT) != (saved != null)) {
      throw new IllegalArgumentException(source + " with saved state " + saved);
    }
  }

  /** What {@code saved} holds. */
  public static StartingState of(Supplier<StateReader> saved) {
    return new StartingState(StateSource.CHECKPOINT, saved, 0);
  }

  /** The same, of a learner that has made so many updates as far as is known. */
  public StartingState knowing(long updates) {
    return new StartingState(source, saved, updates);
  }

  /** What is left when the saved state turns out not to fit: the next model that it receives. */
  public StartingState withoutSaved() {
    return NEXT_PUSH.knowing(knownUpdates);
  }
}
