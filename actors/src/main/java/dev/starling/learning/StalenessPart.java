package dev.starling.learning;

/**
 * What one node has measured of the exact staleness: of the pairs whose holders live there. Parts
 * of several nodes add up to the {@link StalenessSummary} that one node with all learners would
 * have, where they cover the same rows; where a node has dropped a row, the pairs of the others
 * count all the same, by their share of the row. Nodes are not independent, since they share
 * origins and rows, so the standard error is that of the rows joined over nodes, not one pooled
 * over nodes.
 *
 * <p>One figure is not exact: {@code worstHolder} needs the maximum over the holders of all nodes,
 * row by row. Rows that a node holds alone all count; of the others those that {@link RowMaxima}
 * keeps, which are 32 to 64 spread evenly over the window, and fewer with more than 128 origins.
 *
 * <p>Immutable.
 *
 * @param learners n
 * @param batches of the rows since the end of the burn-in
 * @param dropped rows since then that somebody never completed, each by the share of its pairs that
 *     the node holds
 * @param counts of rows and pairs by their staleness
 * @param max staleness of these
 * @param worstRows rows of which the node held all pairs
 * @param worstSum over these of the staleness of the worst holder, averaged over origins
 * @param worst the other rows, as far as kept
 * @param holders mean staleness of each row, summed by holder
 * @param origins mean staleness of each row, summed by origin
 * @param ages of the information
 * @param latest row joined
 * @param sum over all rows since the start
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record StalenessPart(
    int learners,
    BatchSums batches,
    double dropped,
    long[] counts,
    long max,
    long worstRows,
    double worstSum,
    RowMaxima worst,
    LearnerSums holders,
    LearnerSums origins,
    AgeCounts ages,
    LatestRow latest,
    StalenessSum sum) {
  /** Nothing was measured. */
  public static final StalenessPart NONE =
      new StalenessPart(
          0,
          BatchSums.NONE,
          0,
          new long[0],
          0,
          0,
          0,
          RowMaxima.NONE,
          LearnerSums.NONE,
          LearnerSums.NONE,
          AgeCounts.NONE,
          LatestRow.NONE,
          StalenessSum.NONE);

  private static final int PICTURED = 40;

  /** What both nodes have measured. */
  public StalenessPart plus(StalenessPart other) {
    StalenessHistogram all = histogram();
    all.add(other.counts, other.max);
    return new StalenessPart(
        Math.max(learners, other.learners),
        batches.plus(other.batches),
        dropped + other.dropped,
        all.counts(),
        all.max(),
        worstRows + other.worstRows,
        worstSum + other.worstSum,
        worst.plus(other.worst),
        holders.plus(other.holders),
        origins.plus(other.origins),
        ages.plus(other.ages),
        latest.plus(other.latest),
        sum.plus(other.sum));
  }

  /** What is left of it when its node has gone: all but the latest row. */
  public StalenessPart withoutLatest() {
    return new StalenessPart(
        learners,
        batches,
        dropped,
        counts,
        max,
        worstRows,
        worstSum,
        worst,
        holders,
        origins,
        ages.withoutLatest(),
        LatestRow.NONE,
        sum);
  }

  /** Mean staleness of each learner as a holder; NaN of those that live elsewhere. */
  public double[] byHolder() {
    return holders.means(learners);
  }

  /** The figures of all pairs that are in it. */
  public StalenessSummary summary() {
    StalenessHistogram all = histogram();
    long rows = Math.round(batches.rows());
    return new StalenessSummary(
        rows,
        (long) Math.ceil(dropped),
        rows * ages.intervalNs(),
        batches.mean(),
        batches.standardError(),
        all.quantile(0.5),
        all.quantile(0.99),
        all.max(),
        worstHolder(),
        latest.coverage(),
        byHolder(),
        origins.means(learners),
        latest.mean(),
        latest.quantile(0.99),
        latest.max(),
        latest.neverHeard(),
        ages.summary(),
        all.shares(PICTURED));
  }

  /** Each row that was kept stands for its share of those that were not held by one node. */
  private double worstHolder() {
    double kept = worst.mean();
    double others = Math.max(0, batches.rows() - worstRows);
    return worstRows == 0
        ? kept
        : Double.isNaN(kept)
            ? worstSum / worstRows
            : (worstSum + kept * others) / (worstRows + others);
  }

  private StalenessHistogram histogram() {
    StalenessHistogram all = new StalenessHistogram();
    all.add(counts, max);
    return all;
  }
}
