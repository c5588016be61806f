package dev.starling.sim.summary;

import dev.starling.learning.AgeSummary;

/**
 * Age of information: how long ago the newest update that a holder knows was made, in milliseconds.
 *
 * @param mean over pairs and time
 * @param atOrigin the same at the origin itself: the age of its own newest update
 * @param travelled mean − atOrigin: how long news takes from its origin to a holder
 * @param law H(n−1)/λ, which {@code travelled} is in theory; null where the law does not hold
 * @param p50 median over pairs and time
 * @param p99 99th percentile over pairs and time
 * @param max largest ever measured
 * @param resolution time between two instants of the grid: how well single ages are known
 */
public record InformationAge(
    Double mean,
    Double atOrigin,
    Double travelled,
    Double law,
    Double p50,
    Double p99,
    Double max,
    double resolution) {
  private static final double NS_PER_MS = 1e6;

  /** Drops what is not finite. */
  public InformationAge {
    mean = Finite.orNull(mean);
    atOrigin = Finite.orNull(atOrigin);
    travelled = Finite.orNull(travelled);
    law = Finite.orNull(law);
    p50 = Finite.orNull(p50);
    p99 = Finite.orNull(p99);
    max = Finite.orNull(max);
  }

  /**
   * As it was measured; null when it was not.
   *
   * @param lawSeconds E[T] in theory; NaN where there is none
   * @param gridSeconds between two instants
   */
  public static InformationAge of(AgeSummary age, double lawSeconds, double gridSeconds) {
    return Double.isNaN(age.mean())
        ? null
        : new InformationAge(
            age.mean() / NS_PER_MS,
            age.atOrigin() / NS_PER_MS,
            age.travelled() / NS_PER_MS,
            1e3 * lawSeconds,
            age.p50() / NS_PER_MS,
            age.p99() / NS_PER_MS,
            age.max() / NS_PER_MS,
            1e3 * gridSeconds);
  }
}
