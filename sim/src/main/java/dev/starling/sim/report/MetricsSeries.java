package dev.starling.sim.report;

import java.util.List;
import java.util.Objects;

/**
 * The rows of one run under the name that its curve carries. Immutable.
 *
 * @param name as a legend says it
 * @param rows in the order of time
 */
public record MetricsSeries(String name, List<MetricsRow> rows) {
  /** Copies the rows. */
  public MetricsSeries {
    Objects.requireNonNull(name, "name");
    rows = List.copyOf(rows);
  }

  /**
   * Run seconds of the first row in which the worst learner has this accuracy on the validation
   * part, as fine as the rows are apart.
   *
   * @param accuracy 0 to 1
   * @return null when there is no such row
   */
  public Double worstSecondsTo(double accuracy) {
    return rows.stream()
        .filter(row -> row.accuracy() != null && row.accuracy().min() >= accuracy)
        .findFirst()
        .map(MetricsRow::seconds)
        .orElse(null);
  }
}
