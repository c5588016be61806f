package dev.starling.sim.staleness;

/**
 * When the clock of a learner ticks: a renewal process whose intervals are a fixed shift and then
 * an exponential. Without a shift it is a Poisson process.
 *
 * @param rate of the exponential part: its mean is 1/rate time units
 * @param shift the fixed part, in time units, at least 0
 */
public record RenewalLaw(RateProfile rate, double shift) {

  public RenewalLaw {
    if (!(shift >= 0) || Double.isInfinite(shift)) {
      throw new IllegalArgumentException("a shift must be 0 or more time units, was " + shift);
    }
  }

  /** Poisson clocks of one rate. */
  public static RenewalLaw poisson(double rate) {
    return new RenewalLaw(RateProfile.equal(rate), 0);
  }

  /** Clocks of one law: {@code shift} and then Exp({@code rate}). */
  public static RenewalLaw shifted(double rate, double shift) {
    return new RenewalLaw(RateProfile.equal(rate), shift);
  }

  /** Whether the ticks of all learners together are a Poisson process. */
  boolean isPoisson() {
    return shift == 0;
  }

  /** Ticks per time unit of a clock whose exponential part has {@code rate}: 1/(shift + 1/rate). */
  double frequency(double rateOfOne) {
    return rateOfOne / (1 + rateOfOne * shift);
  }
}
