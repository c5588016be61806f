package dev.starling.sim.report;

import static dev.starling.sim.report.MetricsColumn.ACCURACY_MAX;
import static dev.starling.sim.report.MetricsColumn.ACCURACY_MEDIAN;
import static dev.starling.sim.report.MetricsColumn.ACCURACY_MIN;
import static dev.starling.sim.report.MetricsColumn.CARRIED_RATE;
import static dev.starling.sim.report.MetricsColumn.CLAMPED_SHARE;
import static dev.starling.sim.report.MetricsColumn.CONSENSUS_RMS;
import static dev.starling.sim.report.MetricsColumn.FRAMES_DROPPED;
import static dev.starling.sim.report.MetricsColumn.GOSSIP_BYTES;
import static dev.starling.sim.report.MetricsColumn.GOSSIP_RATE;
import static dev.starling.sim.report.MetricsColumn.GOSSIP_REQUIRED;
import static dev.starling.sim.report.MetricsColumn.HEAP_MEGABYTES;
import static dev.starling.sim.report.MetricsColumn.INFORMATION_AGE;
import static dev.starling.sim.report.MetricsColumn.LANE_BUSY_MAX;
import static dev.starling.sim.report.MetricsColumn.LANE_BUSY_MEDIAN;
import static dev.starling.sim.report.MetricsColumn.LANE_BUSY_MIN;
import static dev.starling.sim.report.MetricsColumn.LATE_MS_P99;
import static dev.starling.sim.report.MetricsColumn.LOSS_MAX;
import static dev.starling.sim.report.MetricsColumn.LOSS_MEDIAN;
import static dev.starling.sim.report.MetricsColumn.LOSS_MIN;
import static dev.starling.sim.report.MetricsColumn.PAIRS_NEVER_HEARD;
import static dev.starling.sim.report.MetricsColumn.PREDICTED_STALENESS;
import static dev.starling.sim.report.MetricsColumn.PUSHES_BUSY;
import static dev.starling.sim.report.MetricsColumn.PUSHES_LOST;
import static dev.starling.sim.report.MetricsColumn.PUSHES_MIXED;
import static dev.starling.sim.report.MetricsColumn.PUSHES_PARTIAL;
import static dev.starling.sim.report.MetricsColumn.PUSHES_SENT;
import static dev.starling.sim.report.MetricsColumn.RESIDENT_MEGABYTES;
import static dev.starling.sim.report.MetricsColumn.SECONDS;
import static dev.starling.sim.report.MetricsColumn.SLOWEST_LEARNER;
import static dev.starling.sim.report.MetricsColumn.STALENESS_LAW;
import static dev.starling.sim.report.MetricsColumn.STALENESS_LOCAL;
import static dev.starling.sim.report.MetricsColumn.STALENESS_MAX;
import static dev.starling.sim.report.MetricsColumn.STALENESS_MEAN;
import static dev.starling.sim.report.MetricsColumn.STALENESS_P99;
import static dev.starling.sim.report.MetricsColumn.STALENESS_RECENT;
import static dev.starling.sim.report.MetricsColumn.STALEST_LEARNER;
import static dev.starling.sim.report.MetricsColumn.STALEST_MEAN;
import static dev.starling.sim.report.MetricsColumn.TICK_LATE_MS_P99;
import static dev.starling.sim.report.MetricsColumn.UPDATES_MAX;
import static dev.starling.sim.report.MetricsColumn.UPDATES_MEAN;
import static dev.starling.sim.report.MetricsColumn.UPDATES_MIN;
import static dev.starling.sim.report.MetricsColumn.UPDATE_RATE;

import dev.starling.sim.summary.Clamp;
import dev.starling.sim.summary.Spread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of one line of {@code metrics.csv}, by the title of their column. */
record MetricsCells(Map<String, String> byTitle) {
  MetricsCells(List<String> titles, String[] cells) {
    this(new HashMap<>());
    for (int i = 0; i < cells.length; i++) {
      byTitle.put(titles.get(i), cells[i]);
    }
  }

  MetricsRow row() {
    return new MetricsRow(
        required(SECONDS),
        new MetricsRow.Updates(
            required(UPDATES_MEAN),
            count(UPDATES_MIN),
            count(UPDATES_MAX),
            number(UPDATE_RATE),
            number(LATE_MS_P99),
            learner(SLOWEST_LEARNER)),
        spread(ACCURACY_MIN, ACCURACY_MEDIAN, ACCURACY_MAX),
        spread(LOSS_MIN, LOSS_MEDIAN, LOSS_MAX),
        number(CONSENSUS_RMS),
        staleness(),
        gossip(),
        spread(LANE_BUSY_MIN, LANE_BUSY_MEDIAN, LANE_BUSY_MAX),
        memory());
  }

  private MetricsRow.Staleness staleness() {
    return isEmpty(STALENESS_MEAN) && isEmpty(STALENESS_LOCAL) && isEmpty(STALENESS_LAW)
        ? null
        : new MetricsRow.Staleness(
            number(STALENESS_MEAN),
            number(STALENESS_P99),
            number(STALENESS_MAX),
            number(STALENESS_LOCAL),
            number(STALENESS_LAW),
            isEmpty(PAIRS_NEVER_HEARD) ? null : (Long) count(PAIRS_NEVER_HEARD),
            number(INFORMATION_AGE),
            learner(STALEST_LEARNER),
            number(STALEST_MEAN),
            number(STALENESS_RECENT));
  }

  private MetricsRow.Gossip gossip() {
    return isEmpty(PUSHES_SENT)
        ? null
        : new MetricsRow.Gossip(
            number(GOSSIP_RATE),
            number(GOSSIP_REQUIRED),
            count(GOSSIP_BYTES),
            count(PUSHES_SENT),
            count(PUSHES_MIXED),
            count(PUSHES_PARTIAL),
            count(PUSHES_LOST),
            count(PUSHES_BUSY),
            count(FRAMES_DROPPED),
            number(TICK_LATE_MS_P99),
            clamp());
  }

  private Integer learner(MetricsColumn column) {
    return isEmpty(column) ? null : (Integer) (int) count(column);
  }

  private Clamp clamp() {
    return isEmpty(CLAMPED_SHARE)
        ? null
        : new Clamp(required(CLAMPED_SHARE), number(CARRIED_RATE), number(PREDICTED_STALENESS));
  }

  private MetricsRow.Memory memory() {
    return isEmpty(HEAP_MEGABYTES)
        ? null
        : new MetricsRow.Memory(number(HEAP_MEGABYTES), number(RESIDENT_MEGABYTES));
  }

  private Spread spread(MetricsColumn min, MetricsColumn median, MetricsColumn max) {
    return isEmpty(min) ? null : new Spread(required(min), required(median), required(max));
  }

  private boolean isEmpty(MetricsColumn column) {
    return text(column).isEmpty();
  }

  private String text(MetricsColumn column) {
    return byTitle.getOrDefault(column.title(), "");
  }

  private double required(MetricsColumn column) {
    Double number = number(column);
    if (number == null) {
      throw new IllegalArgumentException(column.title() + " is empty, must be a number");
    }
    return number;
  }

  private Double number(MetricsColumn column) {
    String text = text(column);
    try {
      return text.isEmpty() ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          column.title() + " is \"" + text + "\", must be a number", e);
    }
  }

  /** A count that the file does not have is 0: its column is younger than the file. */
  private long count(MetricsColumn column) {
    String text = text(column);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          column.title() + " is \"" + text + "\", must be a whole number", e);
    }
  }
}
