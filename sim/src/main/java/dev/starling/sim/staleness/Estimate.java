package dev.starling.sim.staleness;

/**
 * A figure estimated from independent runs, which differ in their seeds.
 *
 * @param mean over the runs
 * @param standardError of that mean; NaN with fewer than two runs
 * @param runs how many
 */
public record Estimate(double mean, double standardError, int runs) {
  /** Fewer runs than this tell too little of their own scatter. */
  public static final int LEAST_RUNS = 20;

  private static final double TOLERANCE = 0.03;
  private static final double STANDARD_ERRORS = 4;
  private static final double PRECISION = 0.01;
  private static final double RARE = 0.001;
  private static final double PRECISION_OF_RARE = 0.1;

  /** What a comparison with a reference value says. */
  public enum Agreement {
    /** Within the tolerance, and measured finely enough. */
    MET,
    /** Measured finely enough, and off. */
    NOT_MET,
    /** Too few or too short runs to tell: counts as a failure. */
    TOO_COARSE
  }

  /** Of {@code values}, one per run. */
  public static Estimate of(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int runs = values.length;
    double standardError = runs < 2 ? Double.NaN : Math.sqrt(squares / (runs - 1) / runs);
    return new Estimate(mean, standardError, runs);
  }

  /**
   * Compares with {@code reference}: they agree within 3 % or four standard errors, whichever is
   * more, given at least {@value #LEAST_RUNS} runs and a standard error of at most 1 % of the
   * reference (10 % of one below 0.001, which only a probability is).
   */
  public Agreement agreementWith(double reference) {
    return agreementWith(reference, Math.abs(reference));
  }

  /**
   * The same where {@code reference} may be 0: shares are of {@code size}.
   *
   * @param size above 0
   */
  public Agreement agreementWith(double reference, double size) {
    double precision = size < RARE ? PRECISION_OF_RARE : PRECISION;
    if (runs < LEAST_RUNS || !(standardError <= precision * size)) {
      return Agreement.TOO_COARSE;
    }
    double tolerance = Math.max(TOLERANCE * size, STANDARD_ERRORS * standardError);
    return Math.abs(mean - reference) <= tolerance ? Agreement.MET : Agreement.NOT_MET;
  }
}
