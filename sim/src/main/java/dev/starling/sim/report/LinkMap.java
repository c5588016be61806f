package dev.starling.sim.report;

import dev.starling.learning.LinkTable;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * Mean staleness of each holder about each origin as a heat map, for up to {@value #LEARNERS_MAX}
 * learners: a column per holder, a row per origin, the darker the staler. Stateless.
 */
final class LinkMap {
  private static final int LEARNERS_MAX = 64;
  private static final int SHADES = 128;
  private static final int QUARTERS = 4;

  private LinkMap() {}

  static Optional<Plot> plot(StalenessDetail detail) {
    if (detail == null
        || detail.links().learners() > LEARNERS_MAX
        || !detail.links().isComplete()) {
      return Optional.empty();
    }
    List<LinkTable.Link> worst = detail.links().stalest(1);
    if (worst.isEmpty() || worst.get(0).staleness() == 0) {
      return Optional.empty();
    }
    // A link in the mean is half as dark as can be, unless some are far worse.
    double largest = Math.max(worst.get(0).staleness(), 2 * mean(detail.links()));
    List<Integer> learners = IntStream.range(0, detail.links().learners()).boxed().toList();
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Plot.WIDTH)
            .height(Plot.HEIGHT)
            .xAxisTitle("holder")
            .yAxisTitle("origin")
            .build();
    applyLook(chart.getStyler(), largest);
    chart.addSeries("staleness", learners, learners, cells(detail.links()));
    Legend legend = new Legend();
    for (int quarter = 0; quarter <= QUARTERS; quarter++) {
      double share = (double) quarter / QUARTERS;
      legend.area(Numbers.fixed(largest * share, 2), Palette.heat(share));
    }
    legend.note("updates");
    return Optional.of(
        new Plot(
            "links",
            "Mean staleness of each learner as a holder about each other one as an origin. A dark"
                + " column is a learner that hears too little, a dark row one that is not heard; all"
                + " links are in links.csv.",
            (graphics, width, height) -> {
              int plotHeight = height - legend.height(width);
              chart.paint(graphics, width, plotHeight);
              legend.paint(graphics, width, plotHeight);
            }));
  }

  private static double mean(LinkTable links) {
    return links.rows().stream()
        .mapToDouble(LinkTable.Link::staleness)
        .filter(staleness -> !Double.isNaN(staleness))
        .average()
        .orElse(0);
  }

  private static void applyLook(HeatMapStyler styler, double largest) {
    CurveChart.applyLook(styler);
    styler.setPlotContentSize(1);
    styler.setRangeColors(
        IntStream.range(0, SHADES)
            .mapToObj(i -> Palette.heat(i / (SHADES - 1.0)))
            .toArray(Color[]::new));
    styler.setMin(0);
    styler.setMax(largest);
    styler.setPlotGridLinesVisible(false);
    styler.setShowValue(false);
    styler.setXAxisTickMarkSpacingHint(24);
    styler.setYAxisTickMarkSpacingHint(24);
  }

  /** A learner lacks nothing of itself: the diagonal stays empty, as does what is not known. */
  private static List<Number[]> cells(LinkTable links) {
    List<Number[]> cells = new ArrayList<>();
    for (LinkTable.Link link : links.rows()) {
      if (!Double.isNaN(link.staleness())) {
        cells.add(new Number[] {link.target(), link.source(), link.staleness()});
      }
    }
    return cells;
  }
}
