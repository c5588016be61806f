package dev.starling.sim.summary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.starling.learning.CarriedGossip;

/**
 * How far links and lanes held the gossip back. Immutable.
 *
 * @param share of the learners, and of the time, whose pushes were held back, 0 to 1
 * @param carriedRate λ that was carried, in pushes per second of one learner
 * @param predictedStaleness mean staleness in updates that the learners said this would give; null
 *     on graphs other than the complete one
 */
public record Clamp(double share, Double carriedRate, Double predictedStaleness) {
  /** Below this share it is a hiccup, which people need not be told of. */
  private static final double WORTH_TELLING = 0.1;

  /** Drops what is not finite. */
  public Clamp {
    carriedRate = Finite.orNull(carriedRate);
    predictedStaleness = Finite.orNull(predictedStaleness);
  }

  /** What learners said; null when none was asked. */
  public static Clamp of(CarriedGossip carried) {
    return carried.learners() == 0
        ? null
        : new Clamp(carried.clampedShare(), carried.rate(), carried.predictedStaleness());
  }

  /** As {@link #of}, but null where nobody was ever held back. */
  public static Clamp everHeld(CarriedGossip carried) {
    return carried.clamped() == 0 ? null : of(carried);
  }

  /** Whether so much was held back that it has to be said. */
  @JsonIgnore
  public boolean isWorthTelling() {
    return share >= WORTH_TELLING;
  }
}
