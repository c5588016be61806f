package dev.starling.run;

import dev.starling.learning.Learner;
import java.util.Optional;

/** Says whose inputs a host is to log. Called on the thread of each learner. */
@FunctionalInterface
public interface InputLogs {
  /** Nobody's. */
  InputLogs NONE = (fresh, incarnation) -> Optional.empty();

  /**
   * The log of a learner, or nothing when it has none.
   *
   * @param fresh has taken its place and not been started
   */
  Optional<InputLog> of(Learner fresh, int incarnation);
}
