package dev.starling.learning;

/**
 * Mean staleness of the rows that a grid has joined since its start, those of the burn-in included,
 * as a sum: the difference of two gives the mean over the time between them. Immutable.
 *
 * @param rows that were joined and had a pair
 * @param updates sum over these rows of the mean over pairs
 */
public record StalenessSum(long rows, double updates) {
  /** No row yet. */
  public static final StalenessSum NONE = new StalenessSum(0, 0);

  /** Mean staleness in updates of the rows since {@code earlier}; NaN without any. */
  public double meanSince(StalenessSum earlier) {
    return (updates - earlier.updates) / (rows - earlier.rows);
  }
}
