package dev.starling.learning;

import dev.starling.random.RandomStream;

/**
 * A Poisson clock of rate λ, in pushes per second. Each deadline follows from the deadline before
 * it, never from the time at which that was served, so that the rate holds however late the host
 * is. A change of λ takes effect with the next interval; at λ = 0 the clock disarms. Used by one
 * thread.
 */
final class GossipClock {
  private static final double NS_PER_SECOND = 1e9;

  /** Thirty years: as good as never, and far from overflow. */
  private static final double LONGEST_NS = 1e18;

  private RandomStream random;
  private boolean armed;
  private long deadlineNs;

  GossipClock(RandomStream random) {
    this.random = random;
  }

  boolean isArmed() {
    return armed;
  }

  /** When the next push is due; only where {@link #isArmed()}. */
  long deadlineNs() {
    return deadlineNs;
  }

  /** Begins to tick from {@code nowNs} on, if {@code rate} is above 0. */
  void arm(long nowNs, double rate) {
    deadlineNs = nowNs;
    advance(rate);
  }

  /** Goes on to the next deadline. */
  void advance(double rate) {
    armed = rate > 0;
    if (armed) {
      double intervalNs = random.nextExponential() * NS_PER_SECOND / rate;
      deadlineNs += (long) Math.min(intervalNs, LONGEST_NS);
    }
  }

  void disarm() {
    armed = false;
  }

  void save(StateWriter out, long nowNs) {
    out.putLong(random.state());
    out.putInt(armed ? 1 : 0);
    out.putLong(armed ? deadlineNs - nowNs : 0);
  }

  void restore(StateReader in, long nowNs) {
    random = RandomStream.restored(in.getLong());
    armed = in.getInt() != 0;
    deadlineNs = nowNs + in.getLong();
  }
}
