package dev.starling.learning;

import java.util.Arrays;

/**
 * How often each staleness occurred, in whole updates: exact below {@value #EXACT_BELOW}, one
 * bucket for all above, of which only the largest is kept. Not safe for use by several threads.
 */
final class StalenessHistogram {
  private static final int EXACT_BELOW = 4096;

  private final long[] counts = new long[EXACT_BELOW + 1];
  private long total;
  private long max;

  /** Adds {@code times} values of {@code staleness}; {@code times} above 0. */
  void add(long staleness, long times) {
    counts[(int) Math.min(staleness, EXACT_BELOW)] += times;
    total += times;
    max = Math.max(max, staleness);
  }

  void add(StalenessHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
    max = Math.max(max, other.max);
  }

  /** Adds what {@link #counts} gave. */
  void add(long[] others, long othersMax) {
    for (int i = 0; i < others.length; i++) {
      counts[i] += others[i];
      total += others[i];
    }
    max = Math.max(max, othersMax);
  }

  /** How often 0, 1, 2, … occurred, up to the largest that did. */
  long[] counts() {
    return Arrays.copyOf(counts, total == 0 ? 0 : (int) Math.min(max, EXACT_BELOW) + 1);
  }

  void clear() {
    Arrays.fill(counts, 0);
    total = 0;
    max = 0;
  }

  long max() {
    return max;
  }

  /**
   * Share of the values at 0, 1, 2, … updates, up to the largest that occurred, {@code most} parts
   * at most, of which the last takes all that is above; empty without values.
   */
  double[] shares(int most) {
    double[] shares = new double[total == 0 ? 0 : (int) Math.min(most, max + 1)];
    for (int i = 0; i < counts.length && shares.length > 0; i++) {
      shares[Math.min(i, shares.length - 1)] += (double) counts[i] / total;
    }
    return shares;
  }

  /**
   * The smallest staleness that the share {@code q} of all values does not exceed.
   *
   * @return NaN without values
   */
  double quantile(double q) {
    if (total == 0) {
      return Double.NaN;
    }
    double wanted = q * total;
    long passed = 0;
    for (int i = 0; i < EXACT_BELOW; i++) {
      passed += counts[i];
      if (passed >= wanted) {
        return i;
      }
    }
    return max;
  }
}
