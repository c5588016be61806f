package dev.starling.ops.bench;

import java.util.List;
import java.util.Locale;

/**
 * All results as one picture in SVG: for each contest its contenders as bars, as long as their
 * median is against the largest of the contest, with a whisker from the least to the largest
 * figure. Contests have different units, so bars are compared within one alone. Below them are
 * {@link GrowthCurves}, where growth was measured. Stateless.
 */
final class BenchPlot {
  private static final int WIDTH = 900;
  private static final int MARGIN = 16;
  private static final int LABEL = 190;
  private static final int BAR = 16;
  private static final int GAP = 6;
  private static final int HEAD = 30;
  private static final int LENGTH = 420;
  static final String OWN = "#0072B2";
  private static final String OTHER = "#B4BCC4";
  private static final String INK = "#222B34";

  private BenchPlot() {}

  static String svg(Machine machine, List<ContestResult> results) {
    StringBuilder body = new StringBuilder();
    int y = MARGIN + HEAD;
    text(body, MARGIN, MARGIN + 14, "starling bench · " + machine.processor(), "bold");
    for (ContestResult result : results) {
      text(
          body,
          MARGIN,
          y + 14,
          result.benchmark() + ": " + result.contest().name() + ", " + result.contest().unit(),
          "bold");
      y += HEAD - GAP;
      double largest =
          result.lines().stream().mapToDouble(line -> line.figure().max()).max().orElse(1);
      for (ContestResult.Line line : result.lines()) {
        bar(body, y, line, largest > 0 ? LENGTH / largest : 0);
        y += BAR + GAP;
      }
      y += GAP;
    }
    y += GrowthCurves.draw(body, y, results);
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\" fill=\"%s\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH,
            y + MARGIN,
            INK)
        + body
        + "</svg>\n";
  }

  private static void bar(StringBuilder body, int y, ContestResult.Line line, double scale) {
    int from = MARGIN + LABEL;
    Samples figure = line.figure();
    text(body, MARGIN, y + BAR - 3, line.contender(), "normal");
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            from,
            y,
            figure.median() * scale,
            BAR,
            line.contender().equals(Contender.STARLING) ? OWN : OTHER));
    body.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %d H%.1f\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
            from + figure.min() * scale,
            y + BAR / 2,
            from + figure.max() * scale,
            INK));
    text(body, from + (int) (figure.max() * scale) + GAP, y + BAR - 3, figure.text(), "normal");
  }

  static void text(StringBuilder body, int x, int y, String words, String weight) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>%n",
            x,
            y,
            weight,
            words.replace("&", "&amp;").replace("<", "&lt;")));
  }
}
