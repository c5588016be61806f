package dev.starling.topology;

import dev.starling.random.RandomStream;

/**
 * How fast a graph mixes: ρ = ‖W − J‖₂, where J averages over all learners (all entries 1/n). One
 * round of x ← W·x brings the learners' spread around their mean down to at most ρ of what it was;
 * the spectral gap is 1 − ρ. Complete graph: ρ = 0. Ring of n ≥ 4: ρ = (1 + 2·cos(2π/n))/3, which
 * is 0.805 at n = 8 and 0.9987 at n = 100.
 *
 * <p>ρ² is the largest eigenvalue of BᵀB with B = W − J, found by power iteration: each round costs
 * two products with W, thus 4 · edges multiplications, and the number of rounds grows as 1/(1 − ρ).
 */
public final class SpectralGap {
  /** Rounds before giving up. They grow as n² on a ring, where 1,024 take about a second. */
  private static final int MAX_ROUNDS = 2_000_000;

  /** Length of BᵀBv − ρ²v at which v is taken for an eigenvector; ρ² is then off by less. */
  private static final double RESIDUAL = 1e-8;

  private final MixingWeights weights;
  private final double[] product;
  private final double[] image;

  private SpectralGap(MixingWeights weights) {
    this.weights = weights;
    this.product = new double[weights.topology().size()];
    this.image = new double[product.length];
  }

  /**
   * ρ of the given weights, with an error below 10⁻⁶ where ρ is above 0.1.
   *
   * @throws IllegalStateException when the iteration has not settled within its bound
   */
  public static double rho(MixingWeights weights) {
    // On a complete graph W = J for both kinds of weights, and n² products would only confirm it.
    return weights.topology().isComplete() ? 0 : new SpectralGap(weights).iterate();
  }

  private double iterate() {
    double[] v = start();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      applySquare(v);
      double eigenvalue = dot(v, image);
      double residual = 0;
      for (int i = 0; i < v.length; i++) {
        double off = image[i] - eigenvalue * v[i];
        residual += off * off;
      }
      double length = Math.sqrt(dot(image, image));
      if (Math.sqrt(residual) <= RESIDUAL || length == 0) {
        return Math.sqrt(Math.max(0, eigenvalue));
      }
      for (int i = 0; i < v.length; i++) {
        v[i] = image[i] / length;
      }
    }
    throw new IllegalStateException(
        "power iteration over "
            + v.length
            + " learners has not settled in "
            + MAX_ROUNDS
            + " rounds");
  }

  /** Any start would do but one orthogonal to the answer; this one is the same in every run. */
  private double[] start() {
    RandomStream random = RandomStream.named(0, "spectral-gap", 0);
    double[] v = new double[product.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = random.nextGaussian();
    }
    subtractMean(v);
    double length = Math.sqrt(dot(v, v));
    for (int i = 0; i < v.length; i++) {
      v[i] /= length;
    }
    return v;
  }

  /** image ← Bᵀ·B·v, with v of mean 0. */
  private void applySquare(double[] v) {
    weights.apply(v, product);
    // B·v = W·v − mean(v)·1, and v has mean 0.
    double mean = mean(product);
    weights.applyTransposed(product, image);
    // Bᵀ·p = Wᵀ·p − mean(p)·1.
    for (int i = 0; i < image.length; i++) {
      image[i] -= mean;
    }
    subtractMean(image);
  }

  private static void subtractMean(double[] values) {
    double mean = mean(values);
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
