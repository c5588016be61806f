package dev.starling.ops;

import dev.starling.cluster.RunProgress;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.Spread;

/** Turns what the cluster says of a running run into rows of its metrics. Stateless. */
final class MetricsRows {
  private static final double NS_PER_MS = 1e6;

  private MetricsRows() {}

  static MetricsRow of(RunProgress progress, RunDescription run, MetricsRow.Memory memory) {
    return new MetricsRow(
        progress.elapsedSeconds(),
        updates(progress, run),
        spread(progress.accuracyMin(), progress.accuracyMedian(), progress.accuracyMax()),
        spread(progress.lossMin(), progress.lossMedian(), progress.lossMax()),
        progress.consensusRms(),
        run.learners() == 1 ? null : staleness(progress),
        RunLaw.of(run).gossips() ? gossip(progress) : null,
        // Lanes report their work together, so its spread over lanes is not known.
        null,
        memory);
  }

  /**
   * The row of the end. Rates are left out: it may follow the row before so closely that they would
   * be noise.
   */
  static MetricsRow last(RunProgress progress, RunDescription run, MetricsRow.Memory memory) {
    MetricsRow row = of(progress, run, memory);
    MetricsRow.Updates updates = row.updates();
    MetricsRow.Staleness staleness = row.staleness();
    MetricsRow.Gossip gossip = row.gossip();
    return new MetricsRow(
        row.seconds(),
        new MetricsRow.Updates(
            updates.mean(),
            updates.min(),
            updates.max(),
            null,
            updates.lateMsP99(),
            updates.slowest()),
        row.accuracy(),
        row.loss(),
        row.consensusRms(),
        staleness == null
            ? null
            : new MetricsRow.Staleness(
                staleness.mean(),
                staleness.p99(),
                staleness.max(),
                null,
                null,
                staleness.neverHeard(),
                staleness.ageMs(),
                staleness.stalest(),
                staleness.stalestMean(),
                null),
        gossip == null
            ? null
            : new MetricsRow.Gossip(
                null,
                null,
                gossip.bytes(),
                gossip.sent(),
                gossip.mixed(),
                gossip.partial(),
                gossip.lost(),
                gossip.busy(),
                gossip.dropped(),
                gossip.lateMsP99(),
                gossip.clamp()),
        row.laneBusy(),
        row.memory());
  }

  private static MetricsRow.Updates updates(RunProgress progress, RunDescription run) {
    return new MetricsRow.Updates(
        progress.updatesMean(),
        progress.updatesMin(),
        progress.updatesMax(),
        progress.updateRate(),
        run.clock().isPaced() ? progress.updateLateness().p99Ns() / NS_PER_MS : null,
        progress.slowest().isKnown() ? (Integer) progress.slowest().learner() : null);
  }

  private static MetricsRow.Staleness staleness(RunProgress progress) {
    return MetricsRow.Staleness.of(
        progress.staleness().exact(),
        progress.stalenessLocal(),
        progress.stalenessLaw(),
        progress.stalest(),
        progress.stalenessRecent());
  }

  private static MetricsRow.Gossip gossip(RunProgress progress) {
    PushTotals totals = PushTotals.of(progress.totals());
    return new MetricsRow.Gossip(
        progress.gossipRate(),
        progress.gossipRateRequired(),
        totals.bytes(),
        totals.sent(),
        totals.mixed(),
        totals.partial(),
        totals.lost(),
        totals.busy(),
        totals.droppedFrames(),
        progress.tickLateness().p99Ns() / NS_PER_MS,
        Clamp.of(progress.carried()));
  }

  /** Null when it is not known, or when a learner that is diverging has no finite figure. */
  private static Spread spread(double min, double median, double max) {
    boolean finite = Double.isFinite(min) && Double.isFinite(median) && Double.isFinite(max);
    return finite ? new Spread(min, median, max) : null;
  }
}
