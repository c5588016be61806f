package dev.starling.learning;

/**
 * Age of information over a measuring window: how long ago the newest update of origin i that
 * holder j knows was made, over the pairs in which j had heard of i. It is the time T that the news
 * took to come from i to j, and before it the time for which that update was i's own newest, which
 * is measured at i itself: mean − atOrigin = E[T], and E[T] = H(n−1)/λ on the complete graph,
 * whatever the law of the updates, for T does not depend on them. Times in nanoseconds; NaN while
 * no row is complete.
 *
 * @param mean over rows and pairs
 * @param atOrigin mean age of an origin's newest update at the origin itself
 * @param p50 median over rows and pairs
 * @param p99 of rows and pairs
 * @param max over rows and pairs
 * @param latestMean mean of the last row
 * @param binNs width of the bins of {@code shares}; 0 when there are none
 * @param shares of the pairs whose age lies in each bin from 0 on; the last takes all above
 */
public record AgeSummary(
    double mean,
    double atOrigin,
    double p50,
    double p99,
    double max,
    double latestMean,
    double binNs,
    double[] shares) {
  /** Nothing was measured. */
  public static final AgeSummary NONE =
      new AgeSummary(
          Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, new double[0]);

  /** E[T] as measured, in nanoseconds: how long news takes from its origin to a holder. */
  public double travelled() {
    return mean - atOrigin;
  }
}
