package dev.starling.sim.experiment;

import dev.starling.sim.staleness.Estimate;
import dev.starling.sim.staleness.StalenessTheory;
import java.util.ArrayList;
import java.util.List;

/**
 * One figure of one point: measured over the seeds, beside theory. Immutable.
 *
 * @param point what was run
 * @param figure what was measured
 * @param measured over the seeds; its mean is NaN when theory alone was asked
 * @param theory mean over the seeds, which may draw rates; NaN without one
 * @param kind how the theory is to be read
 */
record SweepResult(
    SweepPoint point,
    SweptFigure figure,
    Estimate measured,
    double theory,
    StalenessTheory.Kind kind) {

  /** All results of a sweep whose rows are complete, point by point. */
  static List<SweepResult> all(Experiment experiment, SweepRows rows) {
    List<SweepResult> results = new ArrayList<>();
    for (SweepPoint point : experiment.points()) {
      List<SweepRow> runs = rows.of(point);
      TrialResult theory = runs.isEmpty() ? point.trial().theory(point.firstSeed()) : null;
      for (SweptFigure figure : experiment.figures()) {
        int column = experiment.engine().figures().indexOf(figure);
        results.add(
            theory == null
                ? measured(point, figure, column, runs)
                : unmeasured(point, figure, column, theory));
      }
    }
    return results;
  }

  private static SweepResult unmeasured(
      SweepPoint point, SweptFigure figure, int column, TrialResult theory) {
    return new SweepResult(
        point,
        figure,
        new Estimate(Double.NaN, Double.NaN, 0),
        theory.theory().get(column),
        kind(figure, theory.kind(), theory.theory().get(column)));
  }

  private static SweepResult measured(
      SweepPoint point, SweptFigure figure, int column, List<SweepRow> runs) {
    double theory =
        Estimate.of(runs.stream().mapToDouble(row -> row.theory().get(column)).toArray()).mean();
    return new SweepResult(
        point,
        figure,
        Estimate.of(runs.stream().mapToDouble(row -> row.measured().get(column)).toArray()),
        theory,
        kind(figure, runs.get(0).kind(), theory));
  }

  private static StalenessTheory.Kind kind(
      SweptFigure figure, StalenessTheory.Kind ofTheRun, double theory) {
    return Double.isNaN(theory) ? StalenessTheory.Kind.NONE : figure.kind(ofTheRun);
  }

  /** Half of the 95 % interval; NaN with fewer than two runs. */
  double halfWidth() {
    return StudentT.halfWidth(measured.runs()) * measured.standardError();
  }

  /** (measured − theory)/theory, or over what stands for theory near 0; NaN without either. */
  double deviation() {
    return (measured.mean() - theory) / figure.scale(theory);
  }

  /** What the comparison says, in the words of the tables. */
  String verdict() {
    if (measured.runs() == 0) {
      return "CLOSED FORM";
    }
    if (Double.isNaN(theory) || kind == StalenessTheory.Kind.NONE) {
      return "NO THEORY";
    }
    if (kind == StalenessTheory.Kind.ESTIMATE) {
      return "ESTIMATE";
    }
    return switch (measured.agreementWith(theory, figure.scale(theory))) {
      case MET -> "MET";
      case TOO_COARSE -> "TOO COARSE";
      case NOT_MET ->
          kind == StalenessTheory.Kind.UPPER_BOUND && measured.mean() < theory ? "MET" : "NOT MET";
    };
  }
}
