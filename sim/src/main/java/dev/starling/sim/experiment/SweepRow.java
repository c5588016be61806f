package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessTheory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of a sweep, as {@code rows.csv} keeps it: what was run, and every figure beside its
 * theory. Numbers are written so that reading them gives the same bits. Immutable.
 *
 * @param identity what was run: arm, settings and seed
 * @param kind how the theory is to be read
 * @param checks by those of the engine
 * @param measured by the figures of the engine; NaN when it was not measured
 * @param theory by the figures of the engine; NaN when there is none
 */
record SweepRow(
    List<String> identity,
    StalenessTheory.Kind kind,
    List<Double> checks,
    List<Double> measured,
    List<Double> theory) {
  static SweepRow of(Experiment experiment, SweepPoint point, long seed, TrialResult result) {
    return new SweepRow(
        identity(experiment, point, seed),
        result.kind(),
        result.checks(),
        result.measured(),
        result.theory());
  }

  /** What tells one run from all others. */
  static List<String> identity(Experiment experiment, SweepPoint point, long seed) {
    List<String> cells = new ArrayList<>();
    cells.add(point.arm());
    cells.addAll(point.settings(experiment.keys()));
    cells.add(Long.toString(seed));
    return List.copyOf(cells);
  }

  static List<String> header(Experiment experiment) {
    List<String> cells = new ArrayList<>();
    cells.add("arm");
    experiment.keys().forEach(key -> cells.add(key.column()));
    cells.add("seed");
    cells.add("theory_kind");
    experiment.engine().checks().forEach(check -> cells.add(check.column()));
    for (SweptFigure figure : experiment.engine().figures()) {
      cells.add(figure.column());
      cells.add(figure.column() + "_theory");
    }
    return cells;
  }

  /** Name and meaning of each column. */
  static List<List<String>> dictionary(Experiment experiment) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("arm", "curve that the run belongs to"));
    experiment.keys().forEach(key -> lines.add(List.of(key.column(), key.meaning())));
    lines.add(List.of("seed", "decides everything random; arms share their seeds"));
    lines.add(List.of("theory_kind", "exact, estimate, upper_bound or none"));
    experiment.engine().checks().forEach(each -> lines.add(List.of(each.column(), each.meaning())));
    for (SweptFigure figure : experiment.engine().figures()) {
      lines.add(List.of(figure.column(), figure.title() + ", measured; empty when it was not"));
      lines.add(List.of(figure.column() + "_theory", "what theory gives; empty without one"));
    }
    return lines;
  }

  String toLine() {
    List<String> cells = new ArrayList<>(identity);
    cells.add(kindName(kind));
    checks.forEach(check -> cells.add(CsvLine.cell(check)));
    for (int i = 0; i < measured.size(); i++) {
      cells.add(CsvLine.cell(measured.get(i)));
      cells.add(CsvLine.cell(theory.get(i)));
    }
    return CsvLine.of(cells);
  }

  static SweepRow parse(Experiment experiment, String line) {
    List<String> cells = CsvLine.cells(line);
    int columns = header(experiment).size();
    if (cells.size() != columns) {
      throw new IllegalArgumentException("has " + cells.size() + " cells, not " + columns);
    }
    int identity = experiment.keys().size() + 2;
    int figures = identity + 1 + experiment.engine().checks().size();
    List<Double> measured = new ArrayList<>();
    List<Double> theory = new ArrayList<>();
    for (int i = figures; i < cells.size(); i += 2) {
      measured.add(CsvLine.number(cells.get(i)));
      theory.add(CsvLine.number(cells.get(i + 1)));
    }
    return new SweepRow(
        List.copyOf(cells.subList(0, identity)),
        StalenessTheory.Kind.valueOf(cells.get(identity).toUpperCase(Locale.ROOT)),
        cells.subList(identity + 1, figures).stream().map(CsvLine::number).toList(),
        measured,
        theory);
  }

  static String kindName(StalenessTheory.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
