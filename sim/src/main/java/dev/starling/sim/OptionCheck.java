package dev.starling.sim;

/** Refuses an option outside its range with a message that names it, its value, and the range. */
final class OptionCheck {
  private static final double NANOS = 1e9;

  /** Some 146 years, half of what fits, so that sums of two times never overflow. */
  private static final double MOST_SECONDS = 4.6e9;

  private OptionCheck() {}

  static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be a share in [0, 1], was " + value);
    }
  }

  static void seconds(String name, double value) {
    if (!(value >= 0 && value <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          name + " must be seconds in [0, " + MOST_SECONDS + "], was " + value);
    }
  }

  static void above0(String name, String unit, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0 " + unit + ", was " + value);
    }
  }

  static void atLeast(String name, String unit, double value, double least) {
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " must be " + least + " " + unit + " or more, was " + value);
    }
  }

  static long nanos(double seconds) {
    return (long) (seconds * NANOS);
  }
}
