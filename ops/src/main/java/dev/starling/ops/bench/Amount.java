package dev.starling.ops.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/** A number with three significant digits and k, M or G for its thousands. */
final class Amount {
  private static final MathContext DIGITS = new MathContext(3);
  private static final String[] PREFIXES = {"", " k", " M", " G", " T"};
  private static final double STEP = 1000;

  /** From here on a thousand is a k; below all digits are shown. */
  private static final double FIRST = 10_000;

  private Amount() {}

  static String text(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "–";
    }
    double rest = new BigDecimal(value).round(DIGITS).doubleValue();
    int prefix = 0;
    while (Math.abs(rest) >= (prefix == 0 ? FIRST : STEP) && prefix < PREFIXES.length - 1) {
      rest /= STEP;
      prefix++;
    }
    return new BigDecimal(rest).round(DIGITS).stripTrailingZeros().toPlainString()
        + PREFIXES[prefix];
  }
}
