package dev.starling.sim.staleness;

/**
 * When a run measures, in time units: after a burn-in, for a duration, at the midpoints of a grid.
 * The grid costs one pass over the n × m version matrix each time; a spacing of a quarter of the
 * mean age loses next to nothing against measuring all the time.
 *
 * @param burnIn at least 0, or {@link #DERIVED}: five times the mean age that theory gives
 * @param duration above 0
 * @param interval about the spacing of the grid, above 0, or {@link #DERIVED}: a quarter of the
 *     mean age that theory gives; shortened so that an even number of intervals fills the duration
 */
public record MeasuringWindow(double burnIn, double duration, double interval) {
  /**
   * Stands for a time that follows from theory. A derived burn-in is made for the mean: the worst
   * holder of {@link Scheme#OWN_MODEL} is H(n−1) times as stale, and needs one as much longer.
   */
  public static final double DERIVED = Double.NaN;

  /** Longest burn-in and duration, in time units: learners' clocks count billionths of it. */
  static final double LONGEST = 1e9;

  public MeasuringWindow {
    if (burnIn < 0 || burnIn > LONGEST) {
      throw new IllegalArgumentException("burn-in must be from 0 to 1e9 time units, was " + burnIn);
    }
    if (!(duration > 0 && duration <= LONGEST)) {
      throw new IllegalArgumentException(
          "duration must be above 0 and at most 1e9 time units, was " + duration);
    }
    if (interval <= 0 || Double.isInfinite(interval)) {
      throw new IllegalArgumentException("interval must be above 0 time units, was " + interval);
    }
  }

  /** The window of this duration whose other times are derived. */
  public static MeasuringWindow lasting(double duration) {
    return new MeasuringWindow(DERIVED, duration, DERIVED);
  }

  /** This window with what was to be derived filled in from the mean age, in time units. */
  MeasuringWindow resolved(double meanAge) {
    return new MeasuringWindow(
        Double.isNaN(burnIn) ? 5 * meanAge : burnIn,
        duration,
        Double.isNaN(interval) ? Math.min(meanAge / 4, duration / 2) : interval);
  }

  /** Number of measurements, even; only of a resolved window. */
  int samples() {
    double halves = Math.ceil(duration / interval / 2);
    if (halves > (1 << 29)) {
      throw new IllegalArgumentException(
          "an interval of " + interval + " cuts a duration of " + duration + " too finely");
    }
    return 2 * (int) Math.max(1, halves);
  }

  /** When measurement {@code k} of {@link #samples()} is due. */
  double sampleTime(int k) {
    return burnIn + (k + 0.5) * duration / samples();
  }

  /** When the run ends. */
  double end() {
    return burnIn + duration;
  }
}
