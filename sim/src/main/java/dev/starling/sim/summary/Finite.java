package dev.starling.sim.summary;

/** Tells a number that is known from one that is not: JSON has no word for NaN. Stateless. */
public final class Finite {
  private Finite() {}

  /** The value itself, or null where it is null, infinite or not a number. */
  public static Double orNull(Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
