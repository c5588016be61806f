package dev.starling.sim.experiment;

/**
 * Half the width of a 95 % confidence interval of a mean, in standard errors: the 0.975 quantile of
 * Student's t. Up to four degrees of freedom the closed forms and the table; above, the expansion
 * of Cornish and Fisher (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5), whose
 * error is below 0.0005 from five degrees on. Stateless.
 */
final class StudentT {
  private static final double NORMAL = 1.959963984540054;
  private static final double[] FEW = {12.706204736, 4.302652730, 3.182446305, 2.776445105};

  private StudentT() {}

  /**
   * @param runs independent values, at least 2; NaN for fewer
   */
  static double halfWidth(int runs) {
    int freedom = runs - 1;
    if (freedom < 1) {
      return Double.NaN;
    }
    if (freedom <= FEW.length) {
      return FEW[freedom - 1];
    }
    double z = NORMAL;
    double z2 = z * z;
    double g1 = z * (z2 + 1) / 4;
    double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
    double v = freedom;
    return z + (g1 + (g2 + (g3 + g4 / v) / v) / v) / v;
  }
}
