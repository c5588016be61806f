package dev.starling.sim.report;

import dev.starling.sim.summary.Spread;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves over the rows of runs, in the one look that all plots share: axes with units, a faint
 * grid, the legend below and off the curves, no frame. A row without the number leaves its point
 * out. More rows than {@value #POINTS_MAX} are thinned evenly, first and last kept. Used by one
 * thread.
 */
final class CurveChart {
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final String TICKS = "#,##0.####";
  private static final String POWERS = "0E0";
  private static final int MAX_DECADES = 5;
  private static final int POINTS_MAX = 600;

  /** How a line is drawn; colour alone carries no meaning. */
  enum Pen {
    /** What the plot is about. */
    BOLD(2.6f, 0, 0),
    /** The same, where there are more of these than colours that are told apart at a glance. */
    BROKEN(2.6f, 11, 6),
    /** Its company. */
    THIN(1.4f, 0, 0),
    /** What is not measured over time: a bound, a law, a target. */
    DASHED(1.8f, 8, 5),
    /** A second of these. */
    DOTTED(2.0f, 2, 4);

    private final float width;
    private final float on;
    private final float off;

    Pen(float width, float on, float off) {
      this.width = width;
      this.on = on;
      this.off = off;
    }

    /** Of the {@code index}-th run in a picture of several. */
    static Pen ofRun(int index) {
      return index % Palette.RUNS.size() < Palette.RUNS.size() / 2 ? BOLD : BROKEN;
    }

    private boolean isDashed() {
      return on > 0;
    }

    BasicStroke stroke() {
      return new BasicStroke(
          width,
          this == DASHED || this == BROKEN ? BasicStroke.CAP_BUTT : BasicStroke.CAP_ROUND,
          BasicStroke.JOIN_ROUND,
          10,
          isDashed() ? new float[] {on, off} : null,
          0);
    }
  }

  private final XAxis axis;
  private final Scale scale;
  private final XYChart chart;
  private final Legend legend = new Legend();
  private final double xMax;
  private int curves;
  private double yMin = Double.POSITIVE_INFINITY;
  private double yMax = Double.NEGATIVE_INFINITY;

  CurveChart(XAxis axis, String yTitle, List<MetricsRow> rows) {
    this.axis = axis;
    double last = rows.stream().mapToDouble(axis::of).max().orElse(0);
    this.scale = axis == XAxis.BYTES ? Scale.ofBytes(last) : Scale.PLAIN;
    this.xMax = last / scale.divisor();
    this.chart =
        new XYChartBuilder().width(Plot.WIDTH).height(Plot.HEIGHT).yAxisTitle(yTitle).build();
    XYStyler styler = chart.getStyler();
    applyLook(styler);
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
    styler.setXAxisMin(0.0);
    // A hair beyond the last point: XChart puts its ticks on evenly spaced values, however odd.
    styler.setXAxisMax(xMax > 0 ? 1.002 * xMax : 1);
  }

  /** The look that curves and the heat map share. */
  static void applyLook(AxesChartStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(TEXT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(Palette.INK);
    styler.setChartPadding(16);
    styler.setChartTitleVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(0.99);
    styler.setXAxisTickMarkSpacingHint(90);
    styler.setYAxisTickMarkSpacingHint(60);
    styler.setXAxisDecimalPattern(TICKS);
    styler.setYAxisDecimalPattern(TICKS);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(Palette.GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotTicksMarksVisible(false);
    styler.setAxisTickMarksColor(Palette.AXIS);
    styler.setAxisTickMarksStroke(new BasicStroke(1));
    styler.setAxisTickMarkLength(5);
    styler.setAxisTickLabelsFont(TEXT.deriveFont(13f));
    styler.setAxisTickLabelsColor(Palette.QUIET);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setAxisTitleFont(TEXT);
    styler.setAxisTitlePadding(8);
    styler.setLegendVisible(false);
    styler.setAntiAlias(true);
  }

  /** The area between the smallest and the largest of each row, named in the legend. */
  CurveChart band(
      String name, List<MetricsRow> rows, Function<MetricsRow, Spread> spread, Color color) {
    legend.area(name, Palette.faint(color));
    return shade(rows, spread, color);
  }

  /** The area between the smallest and the largest of each row. */
  CurveChart shade(List<MetricsRow> rows, Function<MetricsRow, Spread> spread, Color color) {
    List<MetricsRow> points = points(rows, row -> spread.apply(row) == null ? null : 0.0);
    if (points.size() < 2) {
      return this;
    }
    int count = points.size();
    double[] xs = new double[2 * count];
    double[] ys = new double[2 * count];
    for (int i = 0; i < count; i++) {
      int back = 2 * count - 1 - i;
      xs[i] = x(points.get(i));
      xs[back] = xs[i];
      ys[i] = note(spread.apply(points.get(i)).min());
      ys[back] = note(spread.apply(points.get(i)).max());
    }
    XYSeries series = addSeries(xs, ys);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(Palette.faint(color));
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(SeriesMarkers.NONE);
    return this;
  }

  /** Words of their own in the legend. */
  CurveChart remark(String words) {
    legend.note(words);
    return this;
  }

  /**
   * One number of each row.
   *
   * @param name in the legend; empty for a line that a remark explains
   */
  CurveChart line(
      String name,
      List<MetricsRow> rows,
      Function<MetricsRow, Double> value,
      Color color,
      Pen pen) {
    List<MetricsRow> points = points(rows, value);
    if (!points.isEmpty()) {
      curves++;
      add(
          name,
          points.stream().mapToDouble(this::x).toArray(),
          points.stream().mapToDouble(row -> note(value.apply(row))).toArray(),
          color,
          pen);
    }
    return this;
  }

  /** A number that does not change, over the whole width; nothing when it is null. */
  CurveChart level(String name, Double value, Color color, Pen pen) {
    if (value != null) {
      note(value);
      add(name, new double[] {0, xMax}, new double[] {value, value}, color, pen);
    }
    return this;
  }

  /** Moments, as lines over the whole height; once the vertical axis has its scale. */
  CurveChart marks(String name, List<Double> xs) {
    double top = chart.getStyler().getYAxisMax();
    for (double x : xs) {
      XYSeries series = addSeries(new double[] {x, x}, new double[] {0, top});
      series.setLineColor(Palette.QUIET);
      series.setLineStyle(Pen.THIN.stroke());
      series.setMarker(SeriesMarkers.NONE);
    }
    if (!xs.isEmpty()) {
      legend.line(name, Palette.QUIET, Pen.THIN.stroke());
    }
    return this;
  }

  /** Fixes the scale of the vertical axis. */
  CurveChart range(double min, double max) {
    chart.getStyler().setYAxisMin(min);
    chart.getStyler().setYAxisMax(max);
    return this;
  }

  /** Starts the vertical axis at 0, with some air at the top. */
  CurveChart fromZero() {
    return range(0, yMax > 0 ? 1.08 * yMax : 1);
  }

  /** The same, but no higher than {@code most}: what is above it is out of the picture. */
  CurveChart fromZero(double most) {
    return range(0, Math.min(most, yMax > 0 ? 1.08 * yMax : 1));
  }

  /** Starts the vertical axis a little below the lowest number. */
  CurveChart fitted() {
    double span = yMax > yMin ? yMax - yMin : Math.max(Math.abs(yMax), 1);
    return range(
        yMin >= 0 ? Math.max(0, yMin - 0.06 * span) : yMin - 0.06 * span, yMax + 0.06 * span);
  }

  /**
   * A vertical axis in whole powers of ten, {@value #MAX_DECADES} at most: what lies below them is
   * out of the picture. All values must be above 0.
   */
  CurveChart logarithmic() {
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisDecimalPattern(POWERS);
    int high = (int) Math.ceil(StrictMath.log10(yMax));
    int low = Math.max((int) Math.floor(StrictMath.log10(yMin)), high - MAX_DECADES);
    return range(StrictMath.pow(10, low), StrictMath.pow(10, Math.max(high, low + 1)));
  }

  /** True when no line has a point; a level alone says nothing. */
  boolean isEmpty() {
    return curves == 0;
  }

  Plot plot(String name, String caption) {
    String title =
        switch (axis) {
          case SECONDS -> "run time (s)";
          case UPDATES -> "updates per learner";
          case BYTES -> "moved by pushes, all learners (" + scale.unit() + ")";
        };
    chart.setXAxisTitle(title);
    return new Plot(
        name,
        caption,
        (graphics, width, height) -> {
          int plotHeight = height - legend.height(width);
          chart.paint(graphics, width, plotHeight);
          legend.paint(graphics, width, plotHeight);
        });
  }

  private double x(MetricsRow row) {
    return axis.of(row) / scale.divisor();
  }

  private void add(String name, double[] xs, double[] ys, Color color, Pen pen) {
    XYSeries series = addSeries(xs, ys);
    series.setLineColor(color);
    series.setLineStyle(pen.stroke());
    series.setMarker(xs.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
    // XChart strokes each segment by itself, which breaks dashes; a smooth curve is one path.
    series.setSmooth(pen.isDashed());
    if (!name.isEmpty()) {
      legend.line(name, color, pen.stroke());
    }
  }

  /** XChart wants a name of its own for each; what people read is in the legend. */
  private XYSeries addSeries(double[] xs, double[] ys) {
    return chart.addSeries("series " + chart.getSeriesMap().size(), xs, ys);
  }

  private double note(double y) {
    yMin = Math.min(yMin, y);
    yMax = Math.max(yMax, y);
    return y;
  }

  private static List<MetricsRow> points(
      List<MetricsRow> rows, Function<MetricsRow, Double> value) {
    List<MetricsRow> known = rows.stream().filter(row -> value.apply(row) != null).toList();
    if (known.size() <= POINTS_MAX) {
      return known;
    }
    return IntStream.range(0, POINTS_MAX)
        .map(i -> (int) ((long) i * (known.size() - 1) / (POINTS_MAX - 1)))
        .mapToObj(known::get)
        .toList();
  }
}
