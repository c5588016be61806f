package dev.starling.learning;

/**
 * Ages of information, joined row by row from the origins' {@link UpdateHistory} and summed up over
 * them. Within a row the age of a pair follows from its origin and its staleness, so pairs of equal
 * origin and staleness may be added as one; each addition costs one search in the history. Not safe
 * for use by several threads.
 */
final class AgeTally {
  /** The picture reaches to this quantile, in so many bins at most. */
  private static final double PICTURED = 0.995;

  private static final int BINS = 40;

  private final UpdateHistory history;
  private final long intervalNs;
  private final AgeHistogram ages = new AgeHistogram();
  private final AgeHistogram row = new AgeHistogram();
  private double ownSum;
  private long ownCount;
  private double rowOwnSum;
  private long rowOwnCount;

  AgeTally(UpdateHistory history, long intervalNs) {
    this.history = history;
    this.intervalNs = intervalNs;
  }

  void beginRow() {
    row.clear();
    rowOwnSum = 0;
    rowOwnCount = 0;
  }

  /** {@code holders} of the latest row know {@code version} of the origin in {@code column}. */
  void add(int column, long version, long holders) {
    row.add(ageNs(column, version), holders);
  }

  /** The origin itself is at {@code version}. */
  void addOwn(int column, long version) {
    rowOwnSum += ageNs(column, version);
    rowOwnCount++;
  }

  /** Counts the latest row in. */
  void count() {
    ages.add(row);
    ownSum += rowOwnSum;
    ownCount += rowOwnCount;
  }

  AgeSummary summary() {
    double pictured = ages.quantile(PICTURED);
    // Finer than the rows can tell, bars would show the grid.
    double finestNs = Math.min(intervalNs, ownSum / ownCount);
    double binNs = pictured > 0 ? roundedUp(Math.max(pictured / BINS, finestNs)) : 0;
    return new AgeSummary(
        ages.mean(),
        ownSum / ownCount,
        ages.quantile(0.5),
        ages.quantile(0.99),
        ages.mean() >= 0 ? ages.max() : Double.NaN,
        row.mean(),
        binNs,
        binNs > 0 ? ages.shares(binNs, (int) Math.ceil(pictured / binNs)) : new double[0]);
  }

  private long ageNs(int column, long version) {
    return Math.max(0, (long) (history.age(column, version) * intervalNs));
  }

  /** To 1, 2 or 5 times a power of ten, or the next of these. */
  private static double roundedUp(double value) {
    double decade = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
    double digits = value / decade;
    return decade * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }
}
