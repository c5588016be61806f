package dev.starling.sim.report;

import dev.starling.sim.report.CurveChart.Pen;
import dev.starling.sim.report.MetricsRow.Gossip;
import dev.starling.sim.report.MetricsRow.Staleness;
import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.InformationAge;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Settling;
import dev.starling.sim.summary.Spread;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pictures of a run. Each is empty when the run has nothing to show in it. Curves keep their
 * spread over learners. Drawing needs no display, but a Java with fonts (on a bare Linux: {@code
 * fontconfig} and any font). Stateless.
 */
public final class Plots {
  /** More of them over each other hide what is below. */
  private static final int BANDS_MAX = 4;

  /** So many targets high is the picture of a run that has to settle. */
  private static final double SETTLING_TARGETS = 6;

  private Plots() {}

  /** All pictures that there are, in the order of a report; accuracy and loss on every axis. */
  public static List<Plot> all(ReportInput input) {
    List<Optional<Plot>> plots = new ArrayList<>();
    for (XAxis axis : XAxis.values()) {
      plots.add(accuracy(input, axis));
    }
    for (XAxis axis : XAxis.values()) {
      plots.add(loss(input, axis));
    }
    plots.add(comparison(input, XAxis.UPDATES));
    plots.add(staleness(input, XAxis.SECONDS));
    plots.add(gossipRate(input, XAxis.SECONDS));
    plots.add(ShareChart.updates(input.staleness()));
    plots.add(ShareChart.ages(input.staleness(), age(input.summary())));
    plots.add(LinkMap.plot(input.staleness()));
    plots.add(consensus(input, XAxis.SECONDS));
    plots.add(split(input));
    return plots.stream().flatMap(Optional::stream).toList();
  }

  /** Validation accuracy over learners between the two bounds. */
  public static Optional<Plot> accuracy(ReportInput input, XAxis axis) {
    List<MetricsRow> rows = input.metrics().rows();
    BoundsSummary bounds = input.summary().bounds();
    Double centralised = percent(centralised(bounds));
    Double isolated = percent(isolated(bounds));
    CurveChart chart =
        new CurveChart(axis, "validation accuracy (%)", rows)
            .band("all learners", rows, row -> percent(row.accuracy()), Palette.BLUE)
            .line(
                "median" + last(rows, accuracy(Spread::median)),
                rows,
                accuracy(Spread::median),
                Palette.BLUE,
                Pen.BOLD)
            .line(
                "worst" + last(rows, accuracy(Spread::min)),
                rows,
                accuracy(Spread::min),
                Palette.INK,
                Pen.THIN)
            .level("centralised SGD" + value(centralised), centralised, Palette.GREEN, Pen.DASHED)
            .level("isolated, median" + value(isolated), isolated, Palette.VERMILLION, Pen.DOTTED)
            .range(0, 100);
    return plot(
        chart,
        "accuracy-" + name(axis),
        axis == XAxis.SECONDS
            ? "Validation accuracy against seconds: the band spans all learners, each with its own"
                + " model. Numbers are the last values"
                + (bounds == null ? "." : "; the bounds are of the test part.")
            : "The same against " + axis.words() + ".");
  }

  /** Validation loss over learners. */
  public static Optional<Plot> loss(ReportInput input, XAxis axis) {
    List<MetricsRow> rows = input.metrics().rows();
    CurveChart chart =
        new CurveChart(axis, "validation loss", rows)
            .band("all learners", rows, MetricsRow::loss, Palette.BLUE)
            .line("median learner", rows, loss(Spread::median), Palette.BLUE, Pen.BOLD)
            .line("worst learner", rows, loss(Spread::max), Palette.INK, Pen.THIN);
    if (input.summary().accuracy() == null) {
      BoundsSummary bounds = input.summary().bounds();
      chart
          .level("centralised SGD", centralised(bounds), Palette.GREEN, Pen.DASHED)
          .level("isolated, median", isolated(bounds), Palette.VERMILLION, Pen.DOTTED);
    }
    return plot(
        chart.fromZero(),
        "loss-" + name(axis),
        "Validation loss against " + axis.words() + ": the band spans all learners.");
  }

  /** Validation accuracy, or loss for regression, of this run and the others. */
  public static Optional<Plot> comparison(ReportInput input, XAxis axis) {
    if (input.others().isEmpty()) {
      return Optional.empty();
    }
    List<MetricsSeries> runs = new ArrayList<>(List.of(input.metrics()));
    runs.addAll(input.others());
    return comparison(runs, input.summary().accuracy() != null, axis);
  }

  /**
   * Validation accuracy or loss of several runs over each other.
   *
   * @param accuracy whether the runs have one; else their loss is drawn
   */
  public static Optional<Plot> comparison(List<MetricsSeries> runs, boolean accuracy, XAxis axis) {
    List<MetricsRow> all = runs.stream().flatMap(run -> run.rows().stream()).toList();
    CurveChart chart =
        new CurveChart(axis, accuracy ? "validation accuracy (%)" : "validation loss", all);
    boolean shaded = runs.size() <= BANDS_MAX;
    for (int i = 0; i < runs.size(); i++) {
      compare(chart, runs.get(i), i, accuracy, shaded);
    }
    chart.remark("thick: median learner, thin: worst" + (shaded ? ", band: all" : ""));
    return plot(
        accuracy ? chart.fitted() : chart.fromZero(),
        "comparison-" + name(axis),
        "Runs against "
            + axis.words()
            + ": median learner (thick), worst learner (thin)"
            + (shaded ? ", all learners (band)." : "."));
  }

  /** Measured staleness beside the law. */
  public static Optional<Plot> staleness(ReportInput input, XAxis axis) {
    List<MetricsRow> rows = input.metrics().rows();
    MeasuredStaleness summary = input.summary().staleness();
    Double target = summary == null ? null : summary.target();
    CurveChart chart =
        new CurveChart(axis, "staleness (updates)", rows)
            .line("mean over pairs", rows, staleness(Plots::steadiest), Palette.BLUE, Pen.BOLD)
            .line("99th percentile", rows, staleness(Staleness::p99), Palette.PURPLE, Pen.THIN)
            .line(
                "learners' own samples", rows, staleness(Staleness::local), Palette.GREEN, Pen.THIN)
            .line("law", rows, staleness(Staleness::law), Palette.VERMILLION, Pen.DASHED)
            .level("target", target, Palette.QUIET, Pen.DOTTED);
    Settling settling = input.summary().settling();
    if (settling == null || axis != XAxis.SECONDS) {
      chart.fromZero();
    } else {
      // Who has just come lacks all updates of the others: a peak that hides all else.
      chart
          .fromZero(SETTLING_TARGETS * target)
          .marks("change", settling.changes().stream().map(Settling.Change::atSeconds).toList());
    }
    return plot(
        chart,
        "staleness-" + name(axis),
        "How many updates of another learner a learner has not seen, measured exactly, beside what"
            + " the learners themselves saw as pushes came, and what the law r·H(n−1)/λ gives for"
            + " the rates achieved.");
  }

  /** Gossip rate achieved beside the rate that the law asks for. */
  public static Optional<Plot> gossipRate(ReportInput input, XAxis axis) {
    List<MetricsRow> rows = input.metrics().rows();
    CurveChart chart =
        new CurveChart(axis, "gossip rate λ (pushes/s per learner)", rows)
            .line("achieved", rows, gossip(Gossip::rate), Palette.BLUE, Pen.BOLD)
            .line(
                "required by the law",
                rows,
                gossip(Gossip::required),
                Palette.VERMILLION,
                Pen.DASHED)
            .fromZero();
    return plot(
        chart,
        "gossip-rate-" + name(axis),
        "Pushes mixed whole per second of one learner, beside the rate that the law asks for the"
            + " staleness target.");
  }

  /** Distance of the models to their mean, on a logarithmic axis; rows at 0 are left out. */
  public static Optional<Plot> consensus(ReportInput input, XAxis axis) {
    List<MetricsRow> rows =
        input.metrics().rows().stream()
            .filter(row -> row.consensusRms() != null && row.consensusRms() > 0)
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    CurveChart chart =
        new CurveChart(axis, "consensus distance (rms, log scale)", rows)
            .line(
                "distance to the mean model",
                rows,
                MetricsRow::consensusRms,
                Palette.BLUE,
                Pen.BOLD)
            .logarithmic();
    return plot(
        chart,
        "consensus-" + name(axis),
        "Root mean square distance of the learners' parameters to the mean model: how far they are"
            + " from agreeing.");
  }

  /** Learners by classes, the darker the more samples. */
  public static Optional<Plot> split(ReportInput input) {
    return Optional.ofNullable(input.split()).flatMap(SplitMap::plot);
  }

  private static void compare(
      CurveChart chart, MetricsSeries run, int index, boolean accuracy, boolean shaded) {
    List<MetricsRow> rows = run.rows();
    Color color = Palette.RUNS.get(index % Palette.RUNS.size());
    if (shaded) {
      chart.shade(rows, accuracy ? row -> percent(row.accuracy()) : MetricsRow::loss, color);
    }
    chart
        .line(
            run.name(),
            rows,
            accuracy ? accuracy(Spread::median) : loss(Spread::median),
            color,
            Pen.ofRun(index))
        .line("", rows, accuracy ? accuracy(Spread::min) : loss(Spread::max), color, Pen.THIN);
  }

  private static InformationAge age(RunSummary summary) {
    return summary.staleness() == null ? null : summary.staleness().age();
  }

  private static Optional<Plot> plot(CurveChart chart, String name, String caption) {
    return chart.isEmpty() ? Optional.empty() : Optional.of(chart.plot(name, caption));
  }

  /** How the name of a file ends. */
  static String name(XAxis axis) {
    return axis.name().toLowerCase(Locale.ROOT);
  }

  private static Function<MetricsRow, Double> accuracy(Function<Spread, Double> part) {
    return row -> row.accuracy() == null ? null : percent(part.apply(row.accuracy()));
  }

  private static Function<MetricsRow, Double> loss(Function<Spread, Double> part) {
    return row -> row.loss() == null ? null : part.apply(row.loss());
  }

  private static Function<MetricsRow, Double> staleness(Function<Staleness, Double> part) {
    return row -> row.staleness() == null ? null : part.apply(row.staleness());
  }

  /** The mean since the last row, where it is known: less noisy than that of one instant. */
  private static Double steadiest(Staleness staleness) {
    return staleness.recent() == null ? staleness.mean() : staleness.recent();
  }

  private static Function<MetricsRow, Double> gossip(Function<Gossip, Double> part) {
    return row -> row.gossip() == null ? null : part.apply(row.gossip());
  }

  /** The last known value as a legend adds it to a name. */
  private static String last(List<MetricsRow> rows, Function<MetricsRow, Double> part) {
    return value(
        rows.stream()
            .map(part)
            .filter(Objects::nonNull)
            .reduce((first, next) -> next)
            .orElse(null));
  }

  private static String value(Double value) {
    return value == null ? "" : " " + Numbers.fixed(value, 1);
  }

  private static Double centralised(BoundsSummary bounds) {
    return bounds == null ? null : bounds.centralised();
  }

  private static Double isolated(BoundsSummary bounds) {
    return bounds == null || bounds.isolated() == null ? null : bounds.isolated().median();
  }

  private static Double percent(Double share) {
    return share == null ? null : 100 * share;
  }

  private static Spread percent(Spread share) {
    return share == null
        ? null
        : new Spread(100 * share.min(), 100 * share.median(), 100 * share.max());
  }
}
