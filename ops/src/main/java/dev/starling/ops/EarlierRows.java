package dev.starling.ops;

import dev.starling.sim.report.MetricsRow;
import java.util.List;

/**
 * The curves of a run before one of its parts: what lanes alone count begins anew with each part,
 * and goes on in the curves.
 *
 * @param rows in the order of their times
 */
record EarlierRows(List<MetricsRow> rows) {
  EarlierRows {
    rows = List.copyOf(rows);
  }

  /** Those of {@code all} before {@code seconds} of run time. */
  static EarlierRows before(double seconds, List<MetricsRow> all) {
    return new EarlierRows(all.stream().filter(row -> row.seconds() < seconds).toList());
  }

  /** A row of the part, with what had been counted before. */
  MetricsRow following(MetricsRow row) {
    MetricsRow.Gossip before = rows.isEmpty() ? null : rows.get(rows.size() - 1).gossip();
    MetricsRow.Gossip now = row.gossip();
    if (before == null || now == null) {
      return row;
    }
    return new MetricsRow(
        row.seconds(),
        row.updates(),
        row.accuracy(),
        row.loss(),
        row.consensusRms(),
        row.staleness(),
        new MetricsRow.Gossip(
            now.rate(),
            now.required(),
            before.bytes() + now.bytes(),
            now.sent(),
            now.mixed(),
            now.partial(),
            now.lost(),
            now.busy(),
            before.dropped() + now.dropped(),
            now.lateMsP99(),
            now.clamp()),
        row.laneBusy(),
        row.memory());
  }
}
