package dev.starling.learning;

/**
 * Ages of information as they were counted, to be sent, added up and summed up. Times in
 * nanoseconds. Immutable by agreement: the array is not copied.
 *
 * @param intervalNs between two rows
 * @param counts of the pairs of all rows, by bucket of an {@link AgeHistogram}
 * @param sum of their ages
 * @param max of their ages
 * @param ownSum of the ages of the origins' newest updates at the origins, each row by the share of
 *     its pairs
 * @param ownCount of these, by the same share
 * @param latestSum of the ages of the pairs of the latest row
 * @param latestCount of these
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record AgeCounts(
    long intervalNs,
    long[] counts,
    double sum,
    long max,
    double ownSum,
    double ownCount,
    double latestSum,
    long latestCount) {
  static final AgeCounts NONE = new AgeCounts(0, new long[0], 0, 0, 0, 0, 0, 0);

  /** The picture reaches to this quantile, in so many bins at most. */
  private static final double PICTURED = 0.995;

  private static final int BINS = 40;

  AgeCounts plus(AgeCounts other) {
    AgeHistogram all = histogram();
    all.add(other.counts, other.sum, other.max);
    return new AgeCounts(
        Math.max(intervalNs, other.intervalNs),
        all.counts(),
        all.sum(),
        all.max(),
        ownSum + other.ownSum,
        ownCount + other.ownCount,
        latestSum + other.latestSum,
        latestCount + other.latestCount);
  }

  /** Without the latest row, which is not of today any more. */
  AgeCounts withoutLatest() {
    return new AgeCounts(intervalNs, counts, sum, max, ownSum, ownCount, 0, 0);
  }

  AgeSummary summary() {
    AgeHistogram ages = histogram();
    double pictured = ages.quantile(PICTURED);
    // Finer than the rows can tell, bars would show the grid.
    double finestNs = Math.min((double) intervalNs, ownSum / ownCount);
    double binNs = pictured > 0 ? roundedUp(Math.max(pictured / BINS, finestNs)) : 0;
    return new AgeSummary(
        ages.mean(),
        ownSum / ownCount,
        ages.quantile(0.5),
        ages.quantile(0.99),
        ages.mean() >= 0 ? ages.max() : Double.NaN,
        latestSum / latestCount,
        binNs,
        binNs > 0 ? ages.shares(binNs, (int) Math.ceil(pictured / binNs)) : new double[0]);
  }

  private AgeHistogram histogram() {
    AgeHistogram all = new AgeHistogram();
    all.add(counts, sum, max);
    return all;
  }

  /** To 1, 2 or 5 times a power of ten, or the next of these. */
  private static double roundedUp(double value) {
    double decade = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
    double digits = value / decade;
    return decade * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }
}
