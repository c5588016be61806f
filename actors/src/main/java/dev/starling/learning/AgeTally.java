package dev.starling.learning;

/**
 * Ages of information, joined row by row from the origins' {@link UpdateHistory} and summed up over
 * them. Within a row the age of a pair follows from its origin and its staleness, so pairs of equal
 * origin and staleness may be added as one; each addition costs one search in the history. Not safe
 * for use by several threads.
 */
final class AgeTally {
  private final UpdateHistory history;
  private final long intervalNs;
  private final AgeHistogram ages = new AgeHistogram();
  private final AgeHistogram row = new AgeHistogram();
  private double ownSum;
  private double ownCount;
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

  /**
   * Counts the latest row in.
   *
   * @param share of its pairs that are held here: every node knows of all origins
   */
  void count(double share) {
    ages.add(row);
    ownSum += rowOwnSum * share;
    ownCount += rowOwnCount * share;
  }

  /** What was counted, and the latest row. */
  AgeCounts counts() {
    return new AgeCounts(
        intervalNs,
        ages.counts(),
        ages.sum(),
        ages.max(),
        ownSum,
        ownCount,
        row.sum(),
        row.total());
  }

  private long ageNs(int column, long version) {
    return Math.max(0, (long) (history.age(column, version) * intervalNs));
  }
}
