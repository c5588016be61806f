package dev.starling.sim.staleness;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Who sends what to whom, and when. Every scheme spends the same capacity: n·λ transmissions per
 * time unit in the whole network.
 */
public enum Scheme {
  /** At its ticks a learner sends its whole model to a random neighbour. */
  PUSH,
  /** At its ticks a learner takes the whole model of a random neighbour. */
  PULL,
  /** At its ticks a learner and a random neighbour take each other's whole model. */
  EXCHANGE,
  /**
   * At its ticks a learner sends its own work alone, and nobody relays (opportunistic scheme a).
   */
  OWN_MODEL,
  /**
   * Opportunistic scheme b: after an update the learners that hold it share the capacity of all,
   * until the next update by anyone; only that one version moves.
   */
  FRESHEST,
  /**
   * The windows of {@link #FRESHEST}, but the last learner to make an update sends its whole mixed
   * model, with everybody's work in it.
   */
  LAST_UPDATER;

  /** The scheme called {@code name}: its constant in lower case, with hyphens. */
  public static Scheme parse(String name) {
    for (Scheme scheme : values()) {
      if (scheme.toString().equals(name)) {
        return scheme;
      }
    }
    throw new IllegalArgumentException(
        "there is no scheme \""
            + name
            + "\"; choose "
            + Arrays.stream(values()).map(Scheme::toString).collect(Collectors.joining(", ")));
  }

  /** Whether the capacity of all serves the last update, so that learners have no ticks. */
  boolean isOpportunistic() {
    return this == FRESHEST || this == LAST_UPDATER;
  }

  /** Whether a transmission refreshes what is known of one origin only. */
  boolean movesOneOrigin() {
    return this == OWN_MODEL || this == FRESHEST;
  }

  /** How many models change at one tick. */
  int modelsPerTick() {
    return this == EXCHANGE ? 2 : 1;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
