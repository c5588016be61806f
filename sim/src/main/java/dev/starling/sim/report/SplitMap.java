package dev.starling.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * The split as a heat map: a column per learner, a row per class, the darker the more samples. Past
 * {@value #LEARNERS_MAX} learners the first of them stand for all. Stateless.
 */
final class SplitMap {
  private static final int LEARNERS_MAX = 32;
  private static final int SHADES = 128;

  private SplitMap() {}

  static Optional<Plot> plot(SplitTable split) {
    if (split.learners() == 0 || split.classes().isEmpty() || split.largest() == 0) {
      return Optional.empty();
    }
    int shown = Math.min(split.learners(), LEARNERS_MAX);
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Plot.WIDTH)
            .height(Plot.HEIGHT)
            .xAxisTitle("learner")
            .yAxisTitle("class")
            .build();
    applyLook(chart.getStyler(), split);
    chart.addSeries("samples", learners(shown), split.classes(), cells(split, shown));
    Legend legend = new Legend();
    for (int quarter = 0; quarter <= 4; quarter++) {
      legend.area(
          Numbers.count(Math.round(split.largest() * (quarter / 4.0))),
          Palette.heat(quarter / 4.0));
    }
    legend.note("samples");
    return Optional.of(
        new Plot(
            "split",
            "Training samples of each class at each learner, split "
                + split.spec()
                + (shown < split.learners()
                    ? "; the first %d of %s learners"
                        .formatted(shown, Numbers.count(split.learners()))
                    : "")
                + ".",
            (graphics, width, height) -> {
              int plotHeight = height - legend.height(width);
              chart.paint(graphics, width, plotHeight);
              legend.paint(graphics, width, plotHeight);
            }));
  }

  private static void applyLook(HeatMapStyler styler, SplitTable split) {
    CurveChart.applyLook(styler);
    styler.setPlotContentSize(1);
    styler.setRangeColors(shades());
    styler.setMin(0);
    styler.setMax(split.largest());
    styler.setDrawBorder(true);
    styler.setPlotGridLinesVisible(false);
    styler.setAxisTickMarksStroke(new BasicStroke(1));
    styler.setShowValue(false);
    styler.setXAxisTickMarkSpacingHint(20);
  }

  /** XChart's own way between two colours changes the hue; between neighbours of many it cannot. */
  private static Color[] shades() {
    return IntStream.range(0, SHADES)
        .mapToObj(i -> Palette.heat(i / (SHADES - 1.0)))
        .toArray(Color[]::new);
  }

  private static List<Integer> learners(int shown) {
    return IntStream.range(0, shown).boxed().toList();
  }

  private static List<Number[]> cells(SplitTable split, int shown) {
    List<Number[]> cells = new ArrayList<>();
    for (int learner = 0; learner < shown; learner++) {
      for (int label = 0; label < split.classes().size(); label++) {
        cells.add(new Number[] {learner, label, split.samples(learner, label)});
      }
    }
    return cells;
  }
}
