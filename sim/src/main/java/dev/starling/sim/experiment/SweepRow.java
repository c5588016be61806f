package dev.starling.sim.experiment;

import dev.starling.sim.staleness.StalenessOutcome;
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
 * @param checks coverage, mean staleness in the first and in the second half, gossip events
 * @param measured by {@link SweptFigure}; NaN when it was not measured
 * @param theory by {@link SweptFigure}; NaN when there is none
 */
record SweepRow(
    List<String> identity,
    StalenessTheory.Kind kind,
    List<Double> checks,
    List<Double> measured,
    List<Double> theory) {
  private static final List<String> CHECKS =
      List.of("coverage", "first_half", "second_half", "gossip_events");
  private static final int IDENTITY = SweepKey.values().length + 2;

  static SweepRow of(SweepPoint point, StalenessOutcome outcome) {
    List<Double> measured = new ArrayList<>();
    List<Double> theory = new ArrayList<>();
    for (SweptFigure figure : SweptFigure.values()) {
      measured.add(figure.of(outcome.measured()));
      theory.add(figure.of(outcome.theory()));
    }
    return new SweepRow(
        identity(point, outcome.experiment().seed()),
        outcome.theoryKind(),
        List.of(
            outcome.coverage(),
            outcome.firstHalf(),
            outcome.secondHalf(),
            (double) outcome.gossipEvents()),
        measured,
        theory);
  }

  /** What tells one run from all others. */
  static List<String> identity(SweepPoint point, long seed) {
    List<String> cells = new ArrayList<>();
    cells.add(point.arm());
    for (SweepKey key : SweepKey.values()) {
      cells.add(point.setting(key));
    }
    cells.add(Long.toString(seed));
    return List.copyOf(cells);
  }

  static List<String> header() {
    List<String> cells = new ArrayList<>();
    cells.add("arm");
    for (SweepKey key : SweepKey.values()) {
      cells.add(key.column());
    }
    cells.add("seed");
    cells.add("theory_kind");
    cells.addAll(CHECKS);
    for (SweptFigure figure : SweptFigure.values()) {
      cells.add(figure.column());
      cells.add(figure.column() + "_theory");
    }
    return cells;
  }

  /** Name and meaning of each column. */
  static List<List<String>> dictionary() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("arm", "curve that the run belongs to"));
    for (SweepKey key : SweepKey.values()) {
      lines.add(List.of(key.column(), key.meaning()));
    }
    lines.add(List.of("seed", "decides everything random; arms share their seeds"));
    lines.add(List.of("theory_kind", "exact, estimate, upper_bound or none"));
    lines.add(List.of("coverage", "share of pairs in which the holder had heard of the origin"));
    lines.add(List.of("first_half", "mean staleness in the first half of the window (updates)"));
    lines.add(List.of("second_half", "the same in the second: equal if the burn-in sufficed"));
    lines.add(List.of("gossip_events", "ticks of the gossip clocks, burn-in included"));
    for (SweptFigure figure : SweptFigure.values()) {
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

  static SweepRow parse(String line) {
    List<String> cells = CsvLine.cells(line);
    if (cells.size() != header().size()) {
      throw new IllegalArgumentException("has " + cells.size() + " cells, not " + header().size());
    }
    int figures = IDENTITY + 1 + CHECKS.size();
    List<Double> measured = new ArrayList<>();
    List<Double> theory = new ArrayList<>();
    for (int i = figures; i < cells.size(); i += 2) {
      measured.add(CsvLine.number(cells.get(i)));
      theory.add(CsvLine.number(cells.get(i + 1)));
    }
    return new SweepRow(
        List.copyOf(cells.subList(0, IDENTITY)),
        StalenessTheory.Kind.valueOf(cells.get(IDENTITY).toUpperCase(Locale.ROOT)),
        cells.subList(IDENTITY + 1, figures).stream().map(CsvLine::number).toList(),
        measured,
        theory);
  }

  static String kindName(StalenessTheory.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
