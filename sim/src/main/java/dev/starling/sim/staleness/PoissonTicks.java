package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/**
 * Poisson clocks superposed: together they tick as one Poisson process of the summed rate, and each
 * tick belongs to a clock drawn in proportion to the rates. Used by one thread.
 */
final class PoissonTicks implements Ticks {
  private final WeightedDraw clocks;
  private final double meanInterval;
  private final RandomStream random;
  private double time;
  private int slot;

  PoissonTicks(double[] rates, RandomStream random) {
    clocks = new WeightedDraw(rates);
    meanInterval = 1 / clocks.total();
    this.random = random;
    advance();
  }

  @Override
  public double time() {
    return time;
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public void advance() {
    time += ExponentialLaw.next(random) * meanInterval;
    slot = clocks.next(random);
  }
}
