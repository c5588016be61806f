package dev.starling.ops.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/**
 * What a push costs among n learners, in times of what it costs among the fewest, over n: a curve
 * at a fixed λ, one of pushes alone, and one of what an update costs at λ = r·H(n−1), beside which
 * the law itself is drawn in dashes. Draws what of this was measured. Stateless.
 */
final class GrowthCurves {
  private static final int LEFT = 60;
  private static final int WIDTH = 560;
  private static final int HEIGHT = 220;
  private static final int HEAD = 40;
  private static final int FOOT = 36;
  private static final int LABEL_GAP = 8;
  private static final int BASELINE = 4;
  private static final String LAW_INK = "#D55E00";
  private static final String FRAME_INK = "#B4BCC4";

  private GrowthCurves() {}

  /**
   * Adds the picture to {@code body}, from {@code top} on.
   *
   * @return its height; 0 when there is nothing to draw
   */
  static int draw(StringBuilder body, int top, List<ContestResult> results) {
    SortedMap<String, SortedMap<Integer, Double>> curves = new TreeMap<>();
    for (ContestResult result : results) {
      SortedMap<Integer, Double> costs = costs(result);
      if (GrowthBenchmark.isOfLearners(result.contest()) && costs.size() > 1) {
        curves.put(result.contest().name().replaceFirst(", ratios of.*", ""), costs);
      }
    }
    if (curves.isEmpty()) {
      return 0;
    }
    SortedMap<Integer, Double> law = new TreeMap<>();
    SortedMap<Integer, Double> any = curves.get(curves.firstKey());
    IntToDoubleFunction harmonic = GrowthBenchmark::harmonic;
    any.keySet()
        .forEach(
            n -> law.put(n, harmonic.applyAsDouble(n) / harmonic.applyAsDouble(any.firstKey())));
    double highest =
        curves.values().stream()
            .flatMap(curve -> curve.values().stream())
            .mapToDouble(Double::doubleValue)
            .reduce(law.get(law.lastKey()), Math::max);
    Frame frame = new Frame(top + HEAD, any.firstKey(), any.lastKey(), highest);
    frame.axes(body, any.keySet());
    curves.forEach((name, curve) -> frame.curve(body, name, curve, BenchPlot.OWN, ""));
    frame.curve(body, "H(n−1), the law", law, LAW_INK, " stroke-dasharray=\"6 4\"");
    return HEAD + HEIGHT + FOOT;
  }

  /** By number of learners, over that of the fewest. */
  private static SortedMap<Integer, Double> costs(ContestResult result) {
    SortedMap<Integer, Double> costs = new TreeMap<>();
    for (ContestResult.Line line : result.lines()) {
      OptionalInt learners = GrowthBenchmark.learners(line.contender());
      learners.ifPresent(n -> costs.put(n, 1 / line.figure().median()));
    }
    if (!costs.isEmpty()) {
      double fewest = costs.get(costs.firstKey());
      costs.replaceAll((n, cost) -> cost / fewest);
    }
    return costs;
  }

  /** Where the curves lie: n in logarithms, costs from 0 to {@code highest}. */
  private record Frame(int top, int fewest, int most, double highest) {

    void axes(StringBuilder body, Iterable<Integer> sizes) {
      BenchPlot.text(
          body, LEFT, top - HEAD / 2, "cost over that among " + fewest + " learners", "bold");
      for (int n : sizes) {
        line(body, x(n), y(0), x(n), y(highest));
        BenchPlot.text(
            body,
            (int) x(n) - LABEL_GAP,
            top + HEIGHT + FOOT / 2,
            String.format(Locale.ROOT, "%,d", n),
            "normal");
      }
      for (int cost = 0; cost <= highest; cost++) {
        line(body, LEFT, y(cost), LEFT + WIDTH, y(cost));
        BenchPlot.text(
            body, LEFT - 2 * LABEL_GAP, (int) y(cost) + BASELINE, String.valueOf(cost), "normal");
      }
    }

    void curve(
        StringBuilder body,
        String name,
        SortedMap<Integer, Double> costs,
        String ink,
        String dashes) {
      StringBuilder points = new StringBuilder();
      costs.forEach(
          (n, cost) -> points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(n), y(cost))));
      body.append(
          String.format(
              "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
              points.toString().strip(), ink, dashes));
      int last = costs.lastKey();
      BenchPlot.text(
          body, (int) x(last) + LABEL_GAP, (int) y(costs.get(last)) + BASELINE, name, "normal");
    }

    private void line(StringBuilder body, double x1, double y1, double x2, double y2) {
      body.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"%s\" stroke-width=\"0.5\"/>%n",
              x1,
              y1,
              x2,
              y2,
              FRAME_INK));
    }

    private double x(int learners) {
      return LEFT
          + WIDTH
              * StrictMath.log((double) learners / fewest)
              / StrictMath.log((double) most / fewest);
    }

    private double y(double cost) {
      return top + HEIGHT * (1 - cost / highest);
    }
  }
}
