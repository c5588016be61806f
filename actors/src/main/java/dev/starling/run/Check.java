package dev.starling.run;

import java.util.Arrays;

/** Refuses a setting outside its range with a message that names it, its value, and the range. */
final class Check {
  private Check() {}

  static void text(String key, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " must not be empty");
    }
  }

  static void atLeast(String key, double value, double least) {
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be at least " + plain(least) + ", was " + plain(value));
    }
  }

  static void above(String key, double value, double bound) {
    if (!(value > bound) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be above " + plain(bound) + ", was " + plain(value));
    }
  }

  static void within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          key + " must lie in [" + plain(least) + ", " + plain(most) + "], was " + plain(value));
    }
  }

  static void oneOf(String key, String value, String... choices) {
    if (!Arrays.asList(choices).contains(value)) {
      throw new IllegalArgumentException(
          key + " must be one of " + String.join(", ", choices) + ", was '" + value + "'");
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
