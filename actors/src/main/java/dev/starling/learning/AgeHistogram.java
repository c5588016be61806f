package dev.starling.learning;

import java.util.Arrays;

/**
 * How often each age of information occurred, in nanoseconds: buckets of a thirty-second of an
 * octave at most, from about a microsecond up. Memory is constant. Not safe for use by several
 * threads.
 */
final class AgeHistogram {
  /** The finest that is told apart: 2^10 ns. */
  private static final int UNIT_BITS = 10;

  private static final int SUB_BITS = 5;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int BUCKETS = (Long.SIZE - UNIT_BITS - SUB_BITS) * SUBS;

  private final long[] counts = new long[BUCKETS];
  private double sum;
  private long total;
  private long max;

  /** Adds {@code times} ages of {@code ageNs}, 0 or more. */
  void add(long ageNs, long times) {
    counts[bucketOf(ageNs)] += times;
    sum += (double) ageNs * times;
    total += times;
    max = Math.max(max, ageNs);
  }

  void add(AgeHistogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    sum += other.sum;
    total += other.total;
    max = Math.max(max, other.max);
  }

  /** Adds what {@link #counts}, {@link #sum} and {@link #max} gave. */
  void add(long[] others, double othersSum, long othersMax) {
    for (int i = 0; i < others.length; i++) {
      counts[i] += others[i];
      total += others[i];
    }
    sum += othersSum;
    max = Math.max(max, othersMax);
  }

  /** Values in each bucket, up to the last that has any. */
  long[] counts() {
    return Arrays.copyOf(counts, total == 0 ? 0 : bucketOf(max) + 1);
  }

  double sum() {
    return sum;
  }

  long total() {
    return total;
  }

  void clear() {
    Arrays.fill(counts, 0);
    sum = 0;
    total = 0;
    max = 0;
  }

  /** NaN without values. */
  double mean() {
    return sum / total;
  }

  long max() {
    return max;
  }

  /** Middle of the bucket that the share {@code q} of all values reaches; NaN without values. */
  double quantile(double q) {
    if (total == 0) {
      return Double.NaN;
    }
    double wanted = q * total;
    long passed = 0;
    for (int i = 0; i < BUCKETS; i++) {
      passed += counts[i];
      if (passed >= wanted) {
        return Math.min((double) max, (startOf(i) + startOf(i + 1)) / 2.0);
      }
    }
    return max;
  }

  /**
   * How many of the values lie in each of {@code bins} equal parts of [0, {@code widthNs}·bins),
   * those of a bucket spread evenly over it; the last part takes all that is above.
   */
  double[] shares(double widthNs, int bins) {
    double[] shares = new double[bins];
    for (int i = 0; i < BUCKETS; i++) {
      if (counts[i] > 0) {
        spread((double) counts[i] / total, startOf(i), startOf(i + 1), widthNs, shares);
      }
    }
    return shares;
  }

  private static void spread(
      double share, double start, double end, double width, double[] shares) {
    int first = Math.min(shares.length - 1, (int) (start / width));
    int last = Math.min(shares.length - 1, (int) (end / width));
    for (int bin = first; bin <= last; bin++) {
      double from = Math.max(start, bin * width);
      double to = bin == shares.length - 1 ? end : Math.min(end, (bin + 1) * width);
      shares[bin] += share * Math.max(0, to - from) / (end - start);
    }
  }

  private static int bucketOf(long ageNs) {
    long units = ageNs >>> UNIT_BITS;
    if (units < SUBS) {
      return (int) units;
    }
    int octave = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(units);
    return (octave + 1) * SUBS + (int) (units >>> octave) - SUBS;
  }

  private static double startOf(int bucket) {
    int octave = Math.max(0, bucket / SUBS - 1);
    long units = bucket < SUBS ? bucket : SUBS + bucket % SUBS;
    return StrictMath.scalb((double) units, octave + UNIT_BITS);
  }
}
