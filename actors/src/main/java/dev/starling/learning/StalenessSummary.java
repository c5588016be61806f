package dev.starling.learning;

/**
 * Exact staleness over a measuring window, in updates: S over ordered pairs of live learners i ≠ j,
 * with i a tracked origin. All figures are NaN (or 0 for counts) while no row is complete.
 *
 * @param rows complete rows of the grid in the window
 * @param rowsDropped rows in the window that some learner never completed; over several nodes their
 *     shares are added up
 * @param windowNs nanoseconds that the rows stand for
 * @param mean time and pair average of S
 * @param standardError of the mean, by batch means; optimistic when the window is short
 * @param p50 median over rows and pairs
 * @param p99 of rows and pairs
 * @param max over rows and pairs
 * @param worstHolder time average of max over j of S, averaged over the origins i; over several
 *     nodes that of the rows that {@link RowMaxima} keeps
 * @param coverage share of the pairs (i, j) in which j had heard of i, in the last row; a pair in
 *     which j had not counts with all of i's updates
 * @param byHolder mean S of each learner as holder j; NaN where it was not live
 * @param byOrigin mean S of each learner as origin i; NaN where it is not tracked or not live
 * @param latestMean mean of the last row
 * @param latestP99 of the last row
 * @param latestMax of the last row
 * @param neverHeard pairs of the last row in which the holder had never heard of the origin
 * @param age of the information, over the pairs in which the holder had
 * @param shares of rows and pairs at a staleness of 0, 1, 2, …; the last takes all above; empty
 *     while no row is complete
 */
public record StalenessSummary(
    long rows,
    long rowsDropped,
    long windowNs,
    double mean,
    double standardError,
    double p50,
    double p99,
    long max,
    double worstHolder,
    double coverage,
    double[] byHolder,
    double[] byOrigin,
    double latestMean,
    double latestP99,
    long latestMax,
    long neverHeard,
    AgeSummary age,
    double[] shares) {}
