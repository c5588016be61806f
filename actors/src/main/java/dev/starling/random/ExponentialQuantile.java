package dev.starling.random;

/**
 * The exponential distribution with mean 1 by its inverse: x = −ln(1 − u) for a uniform u, bit for
 * bit what {@link StrictMath#log1p} says of −u. Every clock draws from it.
 *
 * <p>Java defines StrictMath by fdlibm (Sun Microsystems, 1993), so that the bits depend on how
 * that reduces its argument and on the coefficients of its polynomial, which are the same here. As
 * u is a multiple of 2⁻⁵³, 1 − u is exact: what fdlibm does about its rounding falls away, a
 * division with it, and so does the native call by which older JDKs reach it (17 ns for 47, with
 * the draw of u). With 1 − u = 2ᵏ·(1 + f), −0.293 ≤ f ≤ 0.415 and s = f/(2 + f),
 *
 * <pre>  ln(1 + f) = f − (f²/2 − s·(f²/2 + R(s²)))</pre>
 *
 * <p>where R is a polynomial of degree 7 without a constant. Stateless.
 */
final class ExponentialQuantile {
  /** Below it x = u + u²/2 to the last bit. */
  private static final double SMALL = 0x1p-29;

  /** The high word of √½ − 1 without its sign, by which fdlibm tells whether k is 0. */
  private static final int NEAR_ZERO = 0x3FD2BEC3;

  /** The high word of the fraction of √2. */
  private static final int ROOT_OF_TWO = 0x6A09E;

  private static final int EXPONENT_BITS = 20;
  private static final int FRACTION = (1 << EXPONENT_BITS) - 1;
  private static final int BIAS = 1023;
  private static final int FRACTION_SIZE = 52;
  private static final long FRACTION_BITS = (1L << FRACTION_SIZE) - 1;
  private static final long HALF = (long) (BIAS - 1) << FRACTION_SIZE;

  /**
   * A number whose last bit stands for 1: adding k to its bits adds k. Older JDKs convert integers
   * with an instruction that waits for whatever was in the register before.
   */
  private static final double LARGE = 0x1.8p52;

  private static final long LARGE_BITS = Double.doubleToRawLongBits(LARGE);

  /** ln 2 in two parts, of which the first times any k is exact. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  private static final double R1 = 0x1.5555555555593p-1;
  private static final double R2 = 0x1.999999997fa04p-2;
  private static final double R3 = 0x1.2492494229359p-2;
  private static final double R4 = 0x1.c71c51d8e78afp-3;
  private static final double R5 = 0x1.7466496cb03dep-3;
  private static final double R6 = 0x1.39a09d078c69fp-3;
  private static final double R7 = 0x1.2f112df3e5244p-3;

  private ExponentialQuantile() {}

  /**
   * −ln(1 − u). Which formula holds is chosen by masks: u is random, and branches on it would be
   * mispredicted for every other draw.
   *
   * @param u in [0, 1), a multiple of 2⁻⁵³
   */
  static double of(double u) {
    if (u < SMALL) {
      return u + u * u * 0.5;
    }
    long uBits = Double.doubleToRawLongBits(u);
    long bits = Double.doubleToRawLongBits(1 - u);
    int high = (int) (bits >>> Integer.SIZE);
    int fraction = high & FRACTION;
    // All ones where k is not 0, and where the fraction is below that of √2.
    int isFar = (NEAR_ZERO - (int) (uBits >>> Integer.SIZE)) >> (Integer.SIZE - 1);
    int isBelow = (fraction - ROOT_OF_TWO) >> (Integer.SIZE - 1);
    int power = ((high >> EXPONENT_BITS) - BIAS + 1 + isBelow) & isFar;
    double k = Double.longBitsToDouble(LARGE_BITS + power) - LARGE;
    int rest = (fraction & isBelow) | (((FRACTION + 1 - fraction) >> 2) & ~isBelow);
    long scaled = (bits & FRACTION_BITS) | (HALF - ((long) isBelow << FRACTION_SIZE));
    double far = Double.longBitsToDouble(scaled) - 1;
    if ((rest | ~isFar) == 0) {
      return -logarithmOfPower(far, k);
    }
    long near = uBits ^ Long.MIN_VALUE;
    double f =
        Double.longBitsToDouble(near ^ ((near ^ Double.doubleToRawLongBits(far)) & (long) isFar));
    return -logarithm(f, k);
  }

  private static double logarithm(double f, double k) {
    double halfSquare = 0.5 * f * f;
    double s = f / (2 + f);
    double z = s * s;
    double r = z * (R1 + z * (R2 + z * (R3 + z * (R4 + z * (R5 + z * (R6 + z * R7))))));
    return k * LN2_HIGH - ((halfSquare - (s * (halfSquare + r) + k * LN2_LOW)) - f);
  }

  /** Next to a power of two, |f| < 2⁻²⁰. */
  private static double logarithmOfPower(double f, double k) {
    double r = 0.5 * f * f * (1 - 2.0 / 3 * f);
    return f == 0 ? k * LN2_HIGH + k * LN2_LOW : k * LN2_HIGH - ((r - k * LN2_LOW) - f);
  }
}
