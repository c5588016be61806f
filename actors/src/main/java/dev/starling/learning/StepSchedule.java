package dev.starling.learning;

/**
 * How the step size η changes over a run. Constant: η = η₀. Cosine (Loshchilov and Hutter, "SGDR",
 * ICLR 2017, without restarts): η = ½·η₀·(1 + cos(π·x)), from η₀ at x = 0 down to 0 at the horizon
 * x = 1 and 0 beyond it; x is the larger of the two fractions updates/horizonUpdates, of the mean
 * updates of the learners, and time/horizonNs, so that a run that ends at whichever limit comes
 * first has decayed by then. Half-way the cosine is at η₀/2.
 *
 * @param shape how it changes
 * @param initialRate η₀, above 0
 * @param horizonUpdates updates of one learner at which the cosine reaches 0; 0 for none
 * @param horizonNs nanoseconds after the start at which the cosine reaches 0; 0 for none
 */
public record StepSchedule(Shape shape, double initialRate, long horizonUpdates, long horizonNs) {

  private static final int MAX_POWER = 23;

  /** The curve. */
  public enum Shape {
    /** The initial rate throughout. */
    CONSTANT,
    /** Half a cosine from the initial rate down to 0. */
    COSINE
  }

  public StepSchedule {
    if (!(initialRate > 0) || Double.isInfinite(initialRate)) {
      throw new IllegalArgumentException("step size must be above 0, was " + initialRate);
    }
    if (horizonUpdates < 0 || horizonNs < 0) {
      throw new IllegalArgumentException(
          "a horizon must not be negative: " + horizonUpdates + " updates, " + horizonNs + " ns");
    }
    if (shape == Shape.COSINE && horizonUpdates == 0 && horizonNs == 0) {
      throw new IllegalArgumentException(
          "a cosine step size needs the length of the run: limit its updates or its time,"
              + " or use a constant step size");
    }
  }

  /** η = {@code rate} throughout. */
  public static StepSchedule constant(double rate) {
    return new StepSchedule(Shape.CONSTANT, rate, 0, 0);
  }

  /** Half a cosine down to 0 at whichever horizon comes first; a horizon of 0 is none. */
  public static StepSchedule cosine(double initialRate, long horizonUpdates, long horizonNs) {
    return new StepSchedule(Shape.COSINE, initialRate, horizonUpdates, horizonNs);
  }

  /**
   * η after {@code updates} updates of a learner in the mean and {@code elapsedNs} nanoseconds.
   *
   * @return at least 0
   */
  public double rateAt(double updates, long elapsedNs) {
    if (shape == Shape.CONSTANT) {
      return initialRate;
    }
    double progress =
        Math.max(share(updates, horizonUpdates), share((double) elapsedNs, horizonNs));
    if (progress == 0) {
      return initialRate;
    }
    return progress >= 1 ? 0 : 0.5 * initialRate * (1 + cosineOfHalfTurns(progress));
  }

  /**
   * cos(π·x) for x in [0, 1], to the last digit or two: the Taylor series of −sin(π·(x − ½)) up to
   * the 23rd power. {@link StrictMath#cos} would do, but allocates on newer JDKs, and this runs
   * once per update.
   */
  private static double cosineOfHalfTurns(double x) {
    double angle = Math.PI * (x - 0.5);
    double square = angle * angle;
    double term = angle;
    double sine = angle;
    for (int power = 3; power <= MAX_POWER; power += 2) {
      term *= -square / ((power - 1.0) * power);
      sine += term;
    }
    return -sine;
  }

  private static double share(double done, long horizon) {
    return horizon == 0 ? 0 : done / horizon;
  }
}
