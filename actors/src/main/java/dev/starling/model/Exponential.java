package dev.starling.model;

/**
 * e^x, log(1 + x) and tanh for the loops of a training step, in float32: cheaper than {@link
 * StrictMath#exp} in double, and, made of IEEE additions, multiplications and one division alone,
 * the same bits on every JDK and machine.
 *
 * <p>e^x = 2^k · e^r with k = round(x / ln 2), so that |r| ≤ ½ ln 2. The reduction x − k·ln 2 uses
 * ln 2 in two parts, of which the first has so few bits that k times it is exact (Cody and Waite,
 * 1980); e^r is its Taylor series to r^7, whose remainder is below 6e-9.
 */
final class Exponential {
  /** Adding this to a small float rounds it to an integer, which then stands in the low bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
  private static final float LOG2_E = 1.442695f;
  private static final float LN2_HIGH = 355f / 512;
  private static final float LN2_LOW = -2.12194440e-4f;

  /** e^-87 is the last whole power above the smallest normal float. */
  private static final float SMALLEST = -87;

  private Exponential() {}

  /**
   * e^x for x ≤ 0, with a relative error below 2e-7; 0 below −87, NaN of NaN. Larger arguments than
   * 0 are allowed up to 88.
   */
  static float exp(float x) {
    if (x < SMALLEST) {
      return 0;
    }
    float rounded = x * LOG2_E + ROUNDER;
    int k = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
    float kFloat = rounded - ROUNDER;
    float r = (x - kFloat * LN2_HIGH) - kFloat * LN2_LOW;
    float series = 1f / 5040;
    series = series * r + 1f / 720;
    series = series * r + 1f / 120;
    series = series * r + 1f / 24;
    series = series * r + 1f / 6;
    series = series * r + 1f / 2;
    series = series * r + 1;
    series = series * r + 1;
    return series * Float.intBitsToFloat((k + 127) << 23);
  }

  /** tanh x with an absolute error below 2e-7. */
  static float tanh(float x) {
    float t = exp(-2 * Math.abs(x));
    return Math.copySign((1 - t) / (1 + t), x);
  }

  /**
   * log(1 + x) for x in [0, 1], with an absolute error below 1e-8: 2·artanh(z) with z = x/(2 + x),
   * at most 1/3, by its series to z^15.
   */
  static double log1p(float x) {
    double z = x / (2.0 + x);
    double square = z * z;
    double series = 1.0 / 15;
    series = series * square + 1.0 / 13;
    series = series * square + 1.0 / 11;
    series = series * square + 1.0 / 9;
    series = series * square + 1.0 / 7;
    series = series * square + 1.0 / 5;
    series = series * square + 1.0 / 3;
    series = series * square + 1;
    return 2 * z * series;
  }
}
