package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/**
 * Draws a slot with a probability in proportion to its weight, in O(1): the alias method (Walker
 * 1977, with Vose's table of 1991). Where all weights are equal there is no table. Immutable.
 */
final class WeightedDraw {
  private final int slots;
  private final double total;

  /** Null where all weights are equal. */
  private final double[] keep;

  private final int[] alias;

  /** Over slots 0 to {@code weights.length} − 1; weights are above 0. */
  WeightedDraw(double[] weights) {
    slots = weights.length;
    double sum = 0;
    boolean equal = true;
    for (double weight : weights) {
      sum += weight;
      equal &= weight == weights[0];
    }
    total = sum;
    keep = equal ? null : new double[slots];
    alias = equal ? null : new int[slots];
    if (!equal) {
      fill(weights);
    }
  }

  /** Sum of the weights. */
  double total() {
    return total;
  }

  int next(RandomStream random) {
    int slot = random.nextInt(slots);
    return keep == null || random.nextDouble() < keep[slot] ? slot : alias[slot];
  }

  /** Slots with less than the mean weight are filled up by ones that have more. */
  private void fill(double[] weights) {
    int[] pending = new int[slots];
    int small = 0;
    int large = slots;
    for (int slot = 0; slot < slots; slot++) {
      keep[slot] = weights[slot] * slots / total;
      alias[slot] = slot;
      if (keep[slot] < 1) {
        pending[small++] = slot;
      } else {
        pending[--large] = slot;
      }
    }
    while (small > 0 && large < slots) {
      int poor = pending[--small];
      int rich = pending[large];
      alias[poor] = rich;
      keep[rich] -= 1 - keep[poor];
      if (keep[rich] < 1) {
        large++;
        pending[small++] = rich;
      }
    }
    // Rounding leaves some slots a hair below or above 1.
    while (small > 0) {
      keep[pending[--small]] = 1;
    }
    while (large < slots) {
      keep[pending[large++]] = 1;
    }
  }
}
