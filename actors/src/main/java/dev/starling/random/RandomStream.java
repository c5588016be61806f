package dev.starling.random;

/**
 * A seeded stream of random numbers whose values are the same on every JDK and machine.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014): a 64-bit counter that advances by the golden ratio and is scrambled on
 * its way out. Its whole state is one {@code long}, so that a checkpoint can hold it. The
 * distributions are computed with {@link StrictMath}, or to its last bit, because {@link Math} may
 * differ by an ulp between JDKs, and a trace must not.
 *
 * <p>Streams are named: each use (data order, clocks, peers, …) of each learner draws from a stream
 * of its own, so that one more draw in one place shifts nothing elsewhere. Used by one thread.
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long UNIT_BITS = Double.doubleToRawLongBits(0x1.0p-53);
  private static final long ONE_BITS = Double.doubleToRawLongBits(1);

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** A stream that {@code seed}, {@code name} and {@code id} (a learner, a run, or 0) fix. */
  public static RandomStream named(long seed, String name, long id) {
    long state = scramble(seed + GOLDEN_GAMMA);
    for (int i = 0; i < name.length(); i++) {
      state = scramble(state ^ (name.charAt(i) + GOLDEN_GAMMA));
    }
    return new RandomStream(scramble(state ^ scramble(id + GOLDEN_GAMMA)));
  }

  /** The stream that continues from a {@link #state()} saved earlier. */
  public static RandomStream restored(long state) {
    return new RandomStream(state);
  }

  /** All that there is to save. */
  public long state() {
    return state;
  }

  /** 64 uniform bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return scramble(state);
  }

  /** Uniform in [0, bound). */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, was " + bound);
    }
    // Lemire's multiply-and-reject: unbiased, and almost never rejects for small bounds.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = (0x100000000L - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * Uniform in [0, 1), a multiple of 2^-53. It is put together from its bits: older JDKs convert
   * integers with an instruction that waits for whatever was in the register before, such as the
   * logarithm of the last draw.
   */
  public double nextDouble() {
    long bits = nextLong() >>> 11;
    double upper = Double.longBitsToDouble(ONE_BITS | bits >>> 1) - 1;
    return upper + Double.longBitsToDouble(-(bits & 1) & UNIT_BITS);
  }

  /** Exponential with mean 1. */
  public double nextExponential() {
    return ExponentialQuantile.of(nextDouble());
  }

  /** Normal with mean 0 and variance 1 (Box and Muller; the second value is not kept). */
  public double nextGaussian() {
    double radius = StrictMath.sqrt(2 * nextExponential());
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /** Gamma with the given shape (above 0) and scale 1 (Marsaglia and Tsang, 2000). */
  public double nextGamma(double shape) {
    if (!(shape > 0)) {
      throw new IllegalArgumentException("shape must be above 0, was " + shape);
    }
    if (shape < 1) {
      // Gamma(a) = Gamma(a+1)·U^(1/a), which keeps the rejection below efficient.
      return nextGamma(shape + 1) * StrictMath.pow(1 - nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = nextGaussian();
      double root = 1 + c * x;
      if (root <= 0) {
        continue;
      }
      double v = root * root * root;
      if (StrictMath.log(1 - nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** Puts {@code values} into a uniformly random order (Fisher and Yates). */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  private static long scramble(long z) {
    long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
