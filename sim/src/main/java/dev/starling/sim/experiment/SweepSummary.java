package dev.starling.sim.experiment;

import java.util.ArrayList;
import java.util.List;

/** The results of a sweep as {@code summary.csv}. Stateless. */
final class SweepSummary {
  private SweepSummary() {}

  static String csv(Experiment experiment, List<SweepResult> results) {
    StringBuilder text = new StringBuilder(CsvLine.of(header(experiment))).append('\n');
    results.forEach(result -> text.append(CsvLine.of(cells(experiment, result))).append('\n'));
    return text.toString();
  }

  /** Name and meaning of the columns of both files. */
  static String dictionary(Experiment experiment) {
    StringBuilder text = new StringBuilder("file,column,meaning\n");
    for (List<String> line : SweepRow.dictionary(experiment)) {
      text.append(CsvLine.of(List.of(SweepRows.FILE, line.get(0), line.get(1)))).append('\n');
    }
    for (List<String> line :
        List.of(
            List.of("figure", "which figure the line is about; the settings are as in rows.csv"),
            List.of("runs", "seeds; 0 when theory alone was asked"),
            List.of("mean", "over the seeds"),
            List.of("standard_error", "of that mean"),
            List.of("low95", "lower end of its 95 % interval over the seeds (Student's t)"),
            List.of("high95", "upper end"),
            List.of("theory", "what theory gives; empty without one"),
            List.of("theory_kind", "exact, estimate, upper_bound or none"),
            List.of("deviation", "(mean - theory)/theory"),
            List.of(
                "verdict",
                "MET: within 3 % or four standard errors; TOO COARSE: fewer than 20 seeds, or a"
                    + " standard error above 1 % (10 % of a theory below 0.001); ESTIMATE: theory"
                    + " is not exact here, nothing is judged"))) {
      text.append(CsvLine.of(List.of("summary.csv", line.get(0), line.get(1)))).append('\n');
    }
    return text.toString();
  }

  private static List<String> header(Experiment experiment) {
    List<String> cells = new ArrayList<>();
    cells.add("arm");
    experiment.keys().forEach(key -> cells.add(key.column()));
    cells.addAll(
        List.of(
            "figure",
            "runs",
            "mean",
            "standard_error",
            "low95",
            "high95",
            "theory",
            "theory_kind",
            "deviation",
            "verdict"));
    return cells;
  }

  private static List<String> cells(Experiment experiment, SweepResult result) {
    List<String> cells = new ArrayList<>();
    cells.add(result.point().arm());
    cells.addAll(result.point().settings(experiment.keys()));
    double mean = result.measured().mean();
    cells.add(result.figure().key());
    cells.add(Integer.toString(result.measured().runs()));
    cells.add(CsvLine.cell(mean));
    cells.add(CsvLine.cell(result.measured().standardError()));
    cells.add(CsvLine.cell(mean - result.halfWidth()));
    cells.add(CsvLine.cell(mean + result.halfWidth()));
    cells.add(CsvLine.cell(result.theory()));
    cells.add(SweepRow.kindName(result.kind()));
    cells.add(CsvLine.cell(result.deviation()));
    cells.add(result.verdict());
    return cells;
  }
}
