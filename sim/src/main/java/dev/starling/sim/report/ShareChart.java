package dev.starling.sim.report;

import dev.starling.sim.report.CurveChart.Pen;
import dev.starling.sim.summary.InformationAge;
import java.awt.Color;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Shares of all pairs by staleness, and by the age of what they know, as bars in the look of the
 * curves. The last bar takes all above. Stateless.
 */
final class ShareChart {
  private static final double AIR = 1.08;

  private ShareChart() {}

  /** How many updates holders lack, beside the law where there is one. */
  static Optional<Plot> updates(StalenessDetail detail) {
    if (detail == null || detail.shares().length < 2) {
      return Optional.empty();
    }
    double[] shares = detail.shares();
    double highest = Math.max(highest(shares), highest(detail.law()));
    XYChart chart = chart("staleness (updates)", -0.5, shares.length - 0.5, highest);
    Legend legend = new Legend();
    bars(chart, shares, -0.5, 1);
    legend.area("measured", Palette.faint(Palette.BLUE));
    if (detail.law().length > 0) {
      dots(chart, detail.law());
      legend.line("law, for Poisson updates", Palette.VERMILLION, Pen.THIN.stroke());
    }
    return Optional.of(
        plot(
            chart,
            legend,
            "staleness-shares",
            "How many updates of an origin its holders lack: share of all pairs and instants after"
                + " the burn-in. The last bar takes all above."));
  }

  /** How old the newest update is that holders know. */
  static Optional<Plot> ages(StalenessDetail detail, InformationAge age) {
    if (detail == null || age == null || detail.ages().length == 0) {
      return Optional.empty();
    }
    double width = detail.ageBinMs();
    XYChart chart =
        chart("age of information (ms)", 0, width * detail.ages().length, highest(detail.ages()));
    Legend legend = new Legend();
    bars(chart, detail.ages(), 0, width);
    legend.area("measured", Palette.faint(Palette.BLUE));
    return Optional.of(
        plot(
            chart,
            legend,
            "age-shares",
            "How long ago the newest update was made that a holder knows of an origin, "
                + Numbers.compact(age.mean())
                + " ms in the mean: "
                + Numbers.compact(age.atOrigin())
                + " ms at the origin itself, and "
                + Numbers.compact(age.travelled())
                + " ms on its way"
                + (age.law() == null
                    ? "."
                    : ", where the law H(n−1)/λ says " + Numbers.compact(age.law()) + " ms.")));
  }

  private static XYChart chart(String xTitle, double xMin, double xMax, double highest) {
    XYChart chart =
        new XYChartBuilder()
            .width(Plot.WIDTH)
            .height(Plot.HEIGHT)
            .xAxisTitle(xTitle)
            .yAxisTitle("share of pairs (%)")
            .build();
    XYStyler styler = chart.getStyler();
    CurveChart.applyLook(styler);
    styler.setXAxisMin(xMin);
    styler.setXAxisMax(xMax);
    styler.setYAxisMin(0.0);
    styler.setYAxisMax(100 * AIR * highest);
    return chart;
  }

  /** One outline around all bars: each bar a step. */
  private static void bars(XYChart chart, double[] shares, double start, double width) {
    int count = shares.length;
    double[] xs = new double[4 * count];
    double[] ys = new double[4 * count];
    for (int i = 0; i < count; i++) {
      double left = start + i * width;
      double[] corners = {left + 0.06 * width, left + 0.94 * width};
      xs[4 * i] = corners[0];
      xs[4 * i + 1] = corners[0];
      xs[4 * i + 2] = corners[1];
      xs[4 * i + 3] = corners[1];
      ys[4 * i + 1] = 100 * shares[i];
      ys[4 * i + 2] = 100 * shares[i];
    }
    XYSeries series = chart.addSeries("bars", xs, ys);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(Palette.faint(Palette.BLUE));
    series.setLineStyle(SeriesLines.SOLID);
    series.setLineColor(Palette.BLUE);
    series.setLineWidth(1);
    series.setMarker(SeriesMarkers.NONE);
  }

  private static void dots(XYChart chart, double[] law) {
    double[] xs = new double[law.length];
    double[] ys = new double[law.length];
    for (int i = 0; i < law.length; i++) {
      xs[i] = i;
      ys[i] = 100 * law[i];
    }
    Color color = Palette.VERMILLION;
    XYSeries series = chart.addSeries("law", xs, ys);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineColor(color);
    series.setLineStyle(Pen.THIN.stroke());
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(color);
  }

  private static Plot plot(XYChart chart, Legend legend, String name, String caption) {
    return new Plot(
        name,
        caption,
        (graphics, width, height) -> {
          int plotHeight = height - legend.height(width);
          chart.paint(graphics, width, plotHeight);
          legend.paint(graphics, width, plotHeight);
        });
  }

  private static double highest(double[] shares) {
    double highest = 0;
    for (double share : shares) {
      highest = Math.max(highest, share);
    }
    return highest;
  }
}
