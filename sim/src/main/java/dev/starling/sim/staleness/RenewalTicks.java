package dev.starling.sim.staleness;

import dev.starling.learning.DeadlineQueue;
import dev.starling.random.RandomStream;

/**
 * Clocks whose intervals are a shift and then an exponential, in a queue by deadline. Each starts
 * in its steady state: the time to the first tick has the density P(interval > t)/mean, which is
 * uniform within the shift and exponential beyond it. Deadlines are kept in billionths of the time
 * unit, as the learners keep theirs in nanoseconds. Used by one thread.
 */
final class RenewalTicks implements Ticks {
  private static final double NANOS = 1e9;

  /** In time units: as good as never, since no run is longer, and far from overflow. */
  private static final double LONGEST = 2 * MeasuringWindow.LONGEST;

  private final double[] rates;
  private final double shift;
  private final RandomStream random;
  private final DeadlineQueue queue;
  private long deadline;
  private int slot;

  RenewalTicks(double[] rates, double shift, RandomStream random) {
    this.rates = rates;
    this.shift = shift;
    this.random = random;
    queue = new DeadlineQueue(rates.length);
    for (int clock = 0; clock < rates.length; clock++) {
      queue.set(clock, nanos(firstInterval(rates[clock])));
    }
    take();
  }

  @Override
  public double time() {
    return deadline / NANOS;
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public void advance() {
    queue.set(slot, deadline + nanos(shift + ExponentialLaw.next(random) / rates[slot]));
    take();
  }

  private void take() {
    deadline = queue.nextDeadlineNs();
    slot = queue.poll();
  }

  private double firstInterval(double rate) {
    double shareOfShift = shift / (shift + 1 / rate);
    return random.nextDouble() < shareOfShift
        ? shift * random.nextDouble()
        : shift + ExponentialLaw.next(random) / rate;
  }

  private static long nanos(double timeUnits) {
    return Math.round(Math.min(timeUnits, LONGEST) * NANOS);
  }
}
