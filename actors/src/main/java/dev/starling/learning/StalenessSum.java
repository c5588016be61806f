package dev.starling.learning;

/**
 * Mean staleness of the rows that a grid has joined since its start, those of the burn-in included,
 * as a sum: the difference of two gives the mean over the time between them. Sums of several nodes
 * add. Immutable.
 *
 * @param rows that were joined and had a pair, each by the share of its pairs that the node holds
 * @param updates sum over these rows of the mean over pairs, by the same share
 */
public record StalenessSum(double rows, double updates) {
  /** No row yet. */
  public static final StalenessSum NONE = new StalenessSum(0, 0);

  /** Mean staleness in updates of the rows since {@code earlier}; NaN without any. */
  public double meanSince(StalenessSum earlier) {
    return (updates - earlier.updates) / (rows - earlier.rows);
  }

  StalenessSum plus(StalenessSum other) {
    return new StalenessSum(rows + other.rows, updates + other.updates);
  }
}
