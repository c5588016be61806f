package dev.starling.sim;

import dev.starling.params.ParameterVector;

/**
 * How far models lie apart: the root of the mean over models and parameters of the squared distance
 * to the mean model. Sums are taken of differences to the first model, so that models that agree in
 * most of their digits do not cancel. Used by one thread.
 */
final class Disagreement {
  private final float[] first;
  private final float[] values;
  private final double[] sums;
  private final double[] squares;
  private int models;

  Disagreement(int parameters) {
    first = new float[parameters];
    values = new float[parameters];
    sums = new double[parameters];
    squares = new double[parameters];
  }

  /** Adds one model. */
  void add(ParameterVector theta) {
    theta.copyTo(0, models == 0 ? first : values, 0, first.length);
    if (models++ == 0) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      double difference = (double) values[i] - first[i];
      sums[i] += difference;
      squares[i] += difference * difference;
    }
  }

  /** NaN without models. */
  double rms() {
    double variance = 0;
    for (int i = 0; i < sums.length; i++) {
      double mean = sums[i] / models;
      variance += Math.max(0, squares[i] / models - mean * mean);
    }
    return models == 0 ? Double.NaN : Math.sqrt(variance / Math.max(1, sums.length));
  }
}
