package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.learning.AgeSummary;
import dev.starling.learning.StalenessPart;
import dev.starling.learning.StalenessSum;
import dev.starling.learning.StalenessSummary;

/**
 * Exact staleness in updates, over the window since the end of the burn-in (or since the start
 * while that lasts): see {@link StalenessSummary}.
 *
 * <p>{@code sumRows} and {@code sumUpdates} are {@link StalenessSum}, over all rows since the
 * start.
 *
 * @param burnInOver whether the window begins after the burn-in, so that the figures count
 */
public record StalenessReport(
    boolean burnInOver,
    long rows,
    long rowsDropped,
    double windowSeconds,
    double mean,
    double standardError,
    double p50,
    double p99,
    long max,
    double worstHolder,
    double coverage,
    double latestMean,
    double latestP99,
    long latestMax,
    long neverHeard,
    AgeSummary age,
    double[] shares,
    double[] byHolder,
    double[] byOrigin,
    double sumRows,
    double sumUpdates)
    implements ControlMessage {

  /** Nothing is known: a learner alone. */
  public static final StalenessReport NONE =
      new StalenessReport(
          false,
          0,
          0,
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          0,
          0,
          AgeSummary.NONE,
          new double[0],
          new double[0],
          new double[0],
          0,
          0);

  static StalenessReport of(StalenessPart part, boolean burnInOver) {
    StalenessSummary summary = part.summary();
    return new StalenessReport(
        burnInOver,
        summary.rows(),
        summary.rowsDropped(),
        summary.windowNs() / 1e9,
        summary.mean(),
        summary.standardError(),
        summary.p50(),
        summary.p99(),
        summary.max(),
        summary.worstHolder(),
        summary.coverage(),
        summary.latestMean(),
        summary.latestP99(),
        summary.latestMax(),
        summary.neverHeard(),
        summary.age(),
        summary.shares(),
        summary.byHolder(),
        summary.byOrigin(),
        part.sum().rows(),
        part.sum().updates());
  }

  StalenessSum sum() {
    return new StalenessSum(sumRows, sumUpdates);
  }
}
