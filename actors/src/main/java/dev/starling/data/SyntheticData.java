package dev.starling.data;

import dev.starling.random.RandomStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Regression data made from a seed, for experiments whose answer is known.
 *
 * <ul>
 *   <li>{@code linear}: y = a·x + ε, with x standard normal in {@code features} dimensions (default
 *       10) and a a unit vector in a random direction; then standardised (see {@link Scaling})
 *       unless {@code scale=none};
 *   <li>{@code sine}: y = sin(πx) + ε, with x uniform in [−1, 1);
 *   <li>{@code two-means}: y = −1 + ε for the first half and +1 + ε for the second, with one
 *       feature that is always 0: a linear model then learns its intercept alone, and the loss
 *       ½(b−y)² is a scalar quadratic whose pooled optimum is 0, or nearly with noise.
 * </ul>
 *
 * ε is normal with standard deviation {@code noise} (default 0.1, and 0 in {@code two-means}; in
 * {@code linear} that is relative to the deviation of a·x, which is 1). {@code samples} (default
 * 2,000) counts the training part; validation and test are drawn besides, a quarter of it each.
 */
final class SyntheticData {
  static final List<String> NAMES = List.of("linear", "sine", "two-means");
  private static final int DEFAULT_SAMPLES = 2_000;
  private static final int DEFAULT_FEATURES = 10;
  private static final double DEFAULT_NOISE = 0.1;

  private final SourceSpec spec;
  private final int samples;
  private final RandomStream random;

  private SyntheticData(SourceSpec spec, long seed) {
    this.spec = spec;
    this.samples = spec.whole("samples", DEFAULT_SAMPLES, 1);
    this.random = RandomStream.named(seed, "synthetic", 0);
  }

  static DataSplit open(SourceSpec spec, long seed) {
    String name = spec.argument();
    if (!NAMES.contains(name)) {
      throw new UnknownDataException(
          "unknown synthetic data '"
              + name
              + "'"
              + NearestName.question(name, NAMES)
              + "; known: "
              + String.join(", ", NAMES));
    }
    spec.requireOptionsAmong(options(name));
    SyntheticData data = new SyntheticData(spec, seed);
    return switch (name) {
      case "linear" -> Scaling.apply(spec, data.linear());
      case "sine" -> data.sine();
      default -> data.twoMeans();
    };
  }

  private static Set<String> options(String name) {
    return new TreeSet<>(
        switch (name) {
          case "linear" -> List.of("samples", "noise", "features", Scaling.OPTION);
          default -> List.of("samples", "noise");
        });
  }

  private DataSplit linear() {
    int features = spec.whole("features", DEFAULT_FEATURES, 1);
    double noise = spec.number("noise", DEFAULT_NOISE, 0);
    double[] slopes = new double[features];
    double squares = 0;
    for (int i = 0; i < features; i++) {
      slopes[i] = random.nextGaussian();
      squares += slopes[i] * slopes[i];
    }
    for (int i = 0; i < features; i++) {
      slopes[i] /= Math.sqrt(squares);
    }
    return split((name, size) -> linear(name, size, slopes, noise));
  }

  private DataSet linear(String name, int size, double[] slopes, double noise) {
    int features = slopes.length;
    float[] x = new float[Math.multiplyExact(size, features)];
    float[] y = new float[size];
    for (int row = 0; row < size; row++) {
      double target = noise * random.nextGaussian();
      for (int i = 0; i < features; i++) {
        x[row * features + i] = (float) random.nextGaussian();
        target += slopes[i] * x[row * features + i];
      }
      y[row] = (float) target;
    }
    return new DataSet(name, features, 0, x, y);
  }

  private DataSplit sine() {
    double noise = spec.number("noise", DEFAULT_NOISE, 0);
    return split((name, size) -> sine(name, size, noise));
  }

  private DataSet sine(String name, int size, double noise) {
    float[] x = new float[size];
    float[] y = new float[size];
    for (int row = 0; row < size; row++) {
      x[row] = (float) (2 * random.nextDouble() - 1);
      y[row] = (float) (StrictMath.sin(Math.PI * x[row]) + noise * random.nextGaussian());
    }
    return new DataSet(name, 1, 0, x, y);
  }

  private DataSplit twoMeans() {
    if (samples % 2 != 0) {
      throw new DataException(
          "data '" + spec.text() + "': samples must be even, so that the two halves are equal");
    }
    double noise = spec.number("noise", 0, 0);
    return split((name, size) -> twoMeans(name, size, noise));
  }

  private DataSet twoMeans(String name, int size, double noise) {
    float[] y = new float[size];
    for (int row = 0; row < size; row++) {
      y[row] = (float) ((row < size / 2 ? -1 : 1) + noise * random.nextGaussian());
    }
    return new DataSet(name, 1, 0, new float[size], y);
  }

  private DataSplit split(Generator generator) {
    // Even, so that two-means stays balanced in every part.
    int held = 2 * (int) ((samples + 7L) / 8);
    String name = spec.argument();
    return new DataSplit(
        generator.make(name + " train", samples),
        generator.make(name + " validation", held),
        generator.make(name + " test", held));
  }

  private interface Generator {
    DataSet make(String name, int size);
  }
}
