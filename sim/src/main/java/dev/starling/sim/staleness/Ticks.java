package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/** The ticks of many clocks as one sequence in time. Used by one thread. */
interface Ticks {

  /** Clocks that never tick. */
  Ticks NEVER =
      new Ticks() {
        @Override
        public double time() {
          return Double.POSITIVE_INFINITY;
        }

        @Override
        public int slot() {
          throw new IllegalStateException("no clock ticks");
        }

        @Override
        public void advance() {
          // Never is as far as it goes.
        }
      };

  /**
   * One clock for each rate, all of the form of {@code law}. Poisson clocks are superposed into one
   * process, which needs no queue; others are kept in a queue and start in their steady state.
   *
   * @param rates of the exponential parts
   */
  static Ticks of(RenewalLaw law, double[] rates, RandomStream random) {
    if (rates.length == 0) {
      return NEVER;
    }
    return law.isPoisson()
        ? new PoissonTicks(rates, random)
        : new RenewalTicks(rates, law.shift(), random);
  }

  /** When the next tick comes, in time units. */
  double time();

  /** Which clock that is. */
  int slot();

  /** Goes on to the tick after it. */
  void advance();
}
