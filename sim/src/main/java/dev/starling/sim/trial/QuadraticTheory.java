package dev.starling.sim.trial;

/**
 * The steady state of scalar models with quadratic objectives under push gossip: an update takes y
 * to (1−b)·y + b·s + noise of variance ν², a push takes y to (1−w)·y + w·y'. With optima s whose
 * mean is 0, A = mean of E[y²] and P = mean over pairs of E[y·y'] solve
 *
 * <pre>
 *   th = r·b/(r·b + λ·w·n/(n−1)),   E[y] = th·s
 *   r(2b−b²)·A + 2w(1−w)·λ·(A−P) = r·(2b(1−b)·th·s₂ + b²·s₂ + ν²)
 *   2rb·P − 2λw·(A−P)/(n−1) = −2rb·th·s₂/(n−1)
 * </pre>
 *
 * where s₂ is the mean of s², and E[ȳ²] = (A + (n−1)·P)/n. At n = 10, λ = 1, w = b = ½, r = s₂ = 1
 * and ν = 0: th = 0.47368, A = 0.38596, E[ȳ²] = 0.03070. Our own derivation. Immutable.
 */
final class QuadraticTheory {
  private final int learners;
  private final double pull;
  private final double power;
  private final double product;

  /**
   * How an update moves a model.
   *
   * @param stepSize η, below 1
   * @param steps τ
   * @param optimaSquare s₂
   * @param stepVariance variance of the target of one step
   */
  record Pull(double stepSize, int steps, double optimaSquare, double stepVariance) {
    double share() {
      return 1 - StrictMath.pow(1 - stepSize, steps);
    }

    double noise() {
      double sum = 0;
      for (int k = 0; k < steps; k++) {
        sum += StrictMath.pow(1 - stepSize, 2.0 * k);
      }
      return sum * stepSize * stepSize * stepVariance;
    }
  }

  QuadraticTheory(int learners, double r, double lambda, double w, Pull update) {
    this.learners = learners;
    double n = learners;
    double b = update.share();
    double s2 = update.optimaSquare();
    pull = r * b / (r * b + lambda * w * n / (n - 1));
    double mix = 2 * w * (1 - w) * lambda;
    double source = r * (2 * b * (1 - b) * pull * s2 + b * b * s2 + update.noise());
    double spread = 2 * lambda * w / (n - 1);
    double repelled = -2 * r * b * pull * s2 / (n - 1);
    // (own + mix)·A − mix·P = source;  −spread·A + (2rb + spread)·P = repelled.
    double own = r * (2 * b - b * b) + mix;
    double other = 2 * r * b + spread;
    double determinant = own * other - mix * spread;
    power = (source * other + mix * repelled) / determinant;
    product = (own * repelled + spread * source) / determinant;
  }

  /** th. */
  double pull() {
    return pull;
  }

  /** A. */
  double power() {
    return power;
  }

  /** E[ȳ²]. */
  double meanPower() {
    return (power + (learners - 1) * product) / learners;
  }
}
