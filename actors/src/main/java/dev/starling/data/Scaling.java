package dev.starling.data;

import java.util.Optional;

/**
 * Brings data to a scale at which the usual step sizes train: every feature is moved and stretched
 * to mean 0 and one standard deviation s, and the target of a regression to mean 0 and standard
 * deviation 1. Mean and deviation are those of the training part alone, and all three parts are
 * scaled by them.
 *
 * <p>s = min(1/4, 1/√d) for d features. Then their variances add up to at most 1, so the Hessian of
 * a linear model with an intercept has no eigenvalue above 1, however the features correlate (LeCun
 * et al., "Efficient BackProp", 1998, sections 4.3 and 5: steps diverge from 2/λ on). The 1/4 is
 * ours: with few features the hidden layer of an MLP would still be too steep.
 *
 * <p>A feature that is constant in training tells nothing and becomes 0 everywhere. Losses are in
 * units of the scaled target: ½ is what its mean alone would get.
 */
final class Scaling {
  static final String OPTION = "scale";
  private static final String STANDARD = "standard";
  private static final String NONE = "none";
  private static final double LARGEST_DEVIATION = 0.25;

  /** Below this part of its size a deviation is what is left of float32 rounding. */
  private static final double ROUNDING = 1e-7;

  private final int features;
  private final double[] means;
  private final double[] factors;
  private final double targetMean;
  private final double targetFactor;

  private Scaling(DataSet train) {
    features = train.features();
    means = new double[features];
    factors = new double[features];
    double deviation = Math.min(LARGEST_DEVIATION, 1 / Math.sqrt(features));
    for (int feature = 0; feature < features; feature++) {
      Column column = Column.ofFeature(train, feature);
      means[feature] = column.mean();
      factors[feature] = column.isConstant() ? 0 : deviation / column.deviation();
    }
    Column targets = Column.ofTargets(train);
    boolean regression = train.classes() == 0;
    targetMean = regression ? targets.mean() : 0;
    targetFactor = regression && !targets.isConstant() ? 1 / targets.deviation() : 1;
  }

  /**
   * Scales {@code data} if {@code spec} asks for it by {@code scale=standard}, or by saying nothing
   * where the target is a number.
   */
  static DataSplit apply(SourceSpec spec, DataSplit data) {
    return by(spec, data.train())
        .map(
            scaling ->
                new DataSplit(
                    scaling.scaled(data.train()),
                    scaling.scaled(data.validation()),
                    scaling.scaled(data.test())))
        .orElse(data);
  }

  /**
   * The scaling by the means and deviations of {@code ruler}; empty when {@code spec} asks for
   * none.
   */
  static Optional<Scaling> by(SourceSpec spec, DataSet ruler) {
    String wanted = wanted(spec, ruler.classes() == 0 ? STANDARD : NONE);
    return wanted.equals(NONE) ? Optional.empty() : Optional.of(new Scaling(ruler));
  }

  /** Refuses a scale that is not known, so that it is told before a long file is read. */
  static void requireKnown(SourceSpec spec) {
    wanted(spec, NONE);
  }

  private static String wanted(SourceSpec spec, String absent) {
    String wanted = spec.options().getOrDefault(OPTION, absent);
    if (!wanted.equals(STANDARD) && !wanted.equals(NONE)) {
      throw new DataException(
          "data '" + spec.text() + "': scale must be standard or none, was '" + wanted + "'");
    }
    return wanted;
  }

  /** {@code part} at this scale, as a data set of its own. */
  DataSet scaled(DataSet part) {
    float[] from = part.featureArray();
    float[] to = new float[from.length];
    float[] targets = new float[part.size()];
    for (int row = 0; row < targets.length; row++) {
      for (int feature = 0; feature < features; feature++) {
        int at = row * features + feature;
        to[at] = (float) ((from[at] - means[feature]) * factors[feature]);
      }
      targets[row] = (float) ((part.target(row) - targetMean) * targetFactor);
    }
    return new DataSet(part.name(), features, part.classes(), part.labels(), to, targets);
  }

  /** Mean and standard deviation of one column. */
  private record Column(double mean, double deviation) {

    static Column ofFeature(DataSet data, int feature) {
      float[] array = data.featureArray();
      return of(data.size(), row -> array[row * data.features() + feature]);
    }

    static Column ofTargets(DataSet data) {
      return of(data.size(), data::target);
    }

    private static Column of(int rows, Cells cells) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += cells.value(row);
      }
      double mean = sum / rows;
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        double difference = cells.value(row) - mean;
        squares += difference * difference;
      }
      return new Column(mean, Math.sqrt(squares / rows));
    }

    boolean isConstant() {
      return deviation <= ROUNDING * Math.abs(mean);
    }
  }

  private interface Cells {
    float value(int row);
  }
}
