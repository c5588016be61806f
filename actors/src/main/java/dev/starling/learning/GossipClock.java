package dev.starling.learning;

import dev.starling.random.RandomStream;

/**
 * A Poisson clock of rate λ, in pushes per second. Each deadline follows from the deadline before
 * it, never from the time at which that was served, so that the rate holds however late the host
 * is. When λ changes within an interval, what is left of it is stretched by the ratio of the rates,
 * which is exact for a Poisson process; otherwise an interval drawn while λ was still low, such as
 * at the start, would keep a learner silent long after. At λ = 0 the clock disarms. Used by one
 * thread.
 */
final class GossipClock {
  private static final double NS_PER_SECOND = 1e9;

  /** Thirty years: as good as never, and far from overflow. */
  private static final double LONGEST_NS = 1e18;

  private static final double WORTH_RETIMING = 0.1;

  private RandomStream random;
  private boolean armed;
  private long deadlineNs;
  private double rate;

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
  void advance(double newRate) {
    rate = newRate;
    armed = rate > 0;
    if (armed) {
      double intervalNs = random.nextExponential() * NS_PER_SECOND / rate;
      deadlineNs += (long) Math.min(intervalNs, LONGEST_NS);
    }
  }

  /**
   * λ is {@code newRate} from {@code nowNs} on.
   *
   * @return whether the deadline has moved; small changes wait for the next interval
   */
  boolean retime(long nowNs, double newRate) {
    boolean matters = Math.abs(newRate - rate) > WORTH_RETIMING * rate;
    if (!matters || newRate <= 0 || deadlineNs <= nowNs) {
      return false;
    }
    deadlineNs = nowNs + (long) Math.min((deadlineNs - nowNs) * (rate / newRate), LONGEST_NS);
    rate = newRate;
    return true;
  }

  void disarm() {
    armed = false;
  }

  void save(StateWriter out, long nowNs) {
    out.putLong(random.state());
    out.putInt(armed ? 1 : 0);
    out.putLong(armed ? deadlineNs - nowNs : 0);
    out.putDouble(rate);
  }

  void restore(StateReader in, long nowNs) {
    random = RandomStream.restored(in.getLong());
    armed = in.getInt() != 0;
    deadlineNs = nowNs + in.getLong();
    rate = in.getDouble();
  }
}
