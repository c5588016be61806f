package dev.starling.ops;

import dev.starling.sim.summary.AccuracySummary;
import dev.starling.sim.summary.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Summaries of runs as one table for a terminal, a row for each run. Stateless. */
final class CompareTable {
  private static final String GAP = "  ";

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "time", summary -> summary.run().host().equals("virtual") ? "virtual" : "real"),
          new Column("learners", summary -> Figures.count(summary.run().learners())),
          new Column("seconds", summary -> Figures.fixed(summary.run().seconds(), 1)),
          new Column("updates", summary -> Figures.count(summary.run().updatesPerLearner())),
          new Column("worst %", summary -> share(summary, accuracy -> accuracy.spread().min())),
          new Column("median %", summary -> share(summary, AccuracySummary::median)),
          new Column(
              "loss",
              summary -> summary.loss() == null ? "" : Figures.compact(summary.loss().median())),
          new Column(
              "consensus",
              summary -> summary.consensus() == null ? "" : number(summary.consensus().rms())),
          new Column(
              "staleness",
              summary ->
                  summary.staleness() == null || summary.staleness().mean() == null
                      ? ""
                      : Figures.fixed(summary.staleness().mean(), 3)),
          new Column(
              "law",
              summary ->
                  summary.staleness() == null || summary.staleness().law() == null
                      ? ""
                      : Figures.fixed(summary.staleness().law(), 3)),
          new Column(
              "λ", summary -> summary.gossip() == null ? "" : number(summary.gossip().rate())),
          new Column(
              "moved",
              summary -> summary.gossip() == null ? "" : Figures.bytes(summary.gossip().bytes())),
          new Column("end", summary -> summary.run().exit()));

  private CompareTable() {}

  /**
   * Lines, each with its end; a figure that a run does not have is a dash.
   *
   * @param names of the runs
   */
  static String of(List<String> names, List<RunSummary> summaries) {
    List<List<String>> columns = new ArrayList<>();
    List<String> first = new ArrayList<>(List.of("run"));
    first.addAll(names);
    columns.add(first);
    for (Column column : COLUMNS) {
      List<String> cells = new ArrayList<>(List.of(column.name));
      summaries.forEach(summary -> cells.add(column.cell(summary)));
      columns.add(cells);
    }
    StringBuilder text = new StringBuilder();
    for (int row = 0; row <= summaries.size(); row++) {
      text.append(padded(columns.get(0), row, "-"));
      for (List<String> column : columns.subList(1, columns.size())) {
        text.append(GAP).append(padded(column, row, ""));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String padded(List<String> column, int row, String side) {
    int width = column.stream().mapToInt(String::length).max().orElse(0);
    return String.format(Locale.ROOT, "%" + side + width + "s", column.get(row));
  }

  private static String share(RunSummary summary, Function<AccuracySummary, Double> part) {
    return summary.accuracy() == null ? "" : Figures.percent(part.apply(summary.accuracy()));
  }

  private static String number(Double value) {
    return value == null ? "" : Figures.compact(value);
  }

  private record Column(String name, Function<RunSummary, String> figure) {
    private String cell(RunSummary summary) {
      String text = figure.apply(summary);
      return text.isEmpty() ? Figures.ABSENT : text;
    }
  }
}
