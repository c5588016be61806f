package dev.starling.sim.staleness;

/**
 * An estimate of the age under uniform gossip when each hop takes a fixed time δ (our derivation).
 * What is known spreads, while few know it, like a branching process in which each member has
 * children at rate λ, each δ after its push left; such a process grows like e^(α·t) with
 *
 * <pre>  λ·e^(−α·δ) = α,   so   α = W(λ·δ)/δ,   and   E[T] ≈ ln n/α</pre>
 *
 * <p>where W is Lambert's function. With a constant δ staleness grows (like ln n/ln ln n) even at λ
 * = ln n; with δ in proportion to 1/ln n it stays bounded: at δ = 1/λ and λ = ln n the estimate is
 * 1/W(1) = 1.763 for every n. An estimate for large n: the constants of the exact law without delay
 * are not in it. Pure.
 */
public final class HopDelayLaw {
  private static final int MOST_ITERATIONS = 64;

  private HopDelayLaw() {}

  /**
   * W(x): the solution of W·e^W = x for x ≥ 0, by Halley's iteration (Corless and others, "On the
   * Lambert W function", 1996, §4), to rounding.
   */
  public static double lambertW(double x) {
    if (!(x >= 0) || Double.isInfinite(x)) {
      throw new IllegalArgumentException("Lambert's W is taken of numbers from 0 on, not of " + x);
    }
    double w = StrictMath.log1p(x);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double power = StrictMath.exp(w);
      double error = w * power - x;
      double step = error / (power * (w + 1) - (w + 2) * error / (2 * w + 2));
      w -= step;
      if (Math.abs(step) <= 1e-15 * Math.abs(w)) {
        break;
      }
    }
    return w;
  }

  /** α = W(λ·δ)/δ per time unit; λ without a delay. */
  public static double growthRate(double gossipRate, double hopDelay) {
    return hopDelay == 0 ? gossipRate : lambertW(gossipRate * hopDelay) / hopDelay;
  }

  /** E[T] ≈ ln n/α, in time units. */
  public static double ageEstimate(int learners, double gossipRate, double hopDelay) {
    return StrictMath.log(learners) / growthRate(gossipRate, hopDelay);
  }

  /** E[S] ≈ r·ln n/α, in updates. */
  public static double stalenessEstimate(
      double updateRate, int learners, double gossipRate, double hopDelay) {
    return updateRate * ageEstimate(learners, gossipRate, hopDelay);
  }
}
