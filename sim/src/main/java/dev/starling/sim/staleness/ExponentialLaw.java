package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/**
 * Exponential random numbers of mean 1, exact and mostly without a logarithm: the ziggurat of
 * Marsaglia and Tsang ("The ziggurat method for generating random variables", J. Stat. Software
 * 5(8), 2000) with 256 layers of equal area, and with layer and position taken from different bits
 * (Doornik, 2005). A point in a layer is below the curve almost always, which one comparison tells;
 * 1.1 % of the draws need the exponential function. The tables come from {@link StrictMath}, so
 * that the numbers are the same everywhere. Pure.
 */
final class ExponentialLaw {
  private static final int LAYERS = 256;

  /** Where the tail begins, and the area of each layer. */
  private static final double TAIL = 7.69711747013105;

  private static final double AREA = 3.949659822581557e-3;
  private static final double UNIT = 0x1.0p-53;

  /** Right end of each layer, falling, and the density there. */
  private static final double[] EDGE = new double[LAYERS + 1];

  private static final double[] DENSITY = new double[LAYERS + 1];

  static {
    EDGE[0] = AREA / StrictMath.exp(-TAIL);
    EDGE[1] = TAIL;
    for (int i = 2; i < LAYERS; i++) {
      EDGE[i] = -StrictMath.log(AREA / EDGE[i - 1] + StrictMath.exp(-EDGE[i - 1]));
    }
    EDGE[LAYERS] = 0;
    for (int i = 0; i <= LAYERS; i++) {
      DENSITY[i] = StrictMath.exp(-EDGE[i]);
    }
  }

  private ExponentialLaw() {}

  /** The next number from {@code random}. */
  static double next(RandomStream random) {
    long bits = random.nextLong();
    int layer = (int) bits & (LAYERS - 1);
    double x = (bits >>> 11) * UNIT * EDGE[layer];
    return x < EDGE[layer + 1] ? x : beyond(layer, x, random);
  }

  /** The point {@code x} of {@code layer} may be above the curve. */
  private static double beyond(int layer, double x, RandomStream random) {
    if (layer == 0) {
      // Without memory: what is beyond the tail's beginning is exponential again.
      return TAIL + next(random);
    }
    double height = DENSITY[layer] + random.nextDouble() * (DENSITY[layer + 1] - DENSITY[layer]);
    return height < StrictMath.exp(-x) ? x : next(random);
  }
}
