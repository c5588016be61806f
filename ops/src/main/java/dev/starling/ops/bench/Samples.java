package dev.starling.ops.bench;

import java.util.Arrays;

/**
 * One figure measured several times.
 *
 * @param min the least
 * @param median the one in the middle, or the mean of the two there
 * @param max the largest
 */
record Samples(double min, double median, double max) {

  /** Of at least one value. */
  static Samples of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Samples(sorted[0], middle, sorted[sorted.length - 1]);
  }

  /** Such as {@code 2.1 M (1.9 M to 2.2 M)}. */
  String text() {
    return Amount.text(median) + " (" + Amount.text(min) + " to " + Amount.text(max) + ")";
  }
}
