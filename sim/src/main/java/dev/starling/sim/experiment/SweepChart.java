package dev.starling.sim.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The figure of an experiment: theory as lines, or a dotted one through the points where there is
 * none, measurements as points with their 95 % intervals, colour and shape of the points by arm,
 * the swept number across. Of a label such as "push, ln n" the part before the comma chooses the
 * colour, the part after it the shape. Colours are those of Okabe and Ito ("Color Universal
 * Design", 2008). Used by one thread.
 */
final class SweepChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 560;
  private static final int PIXELS = 2;
  private static final int ARMS_IN_A_ROW = 4;
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Color INK = new Color(0x22, 0x2B, 0x34);
  private static final Color QUIET = new Color(0x5F, 0x6B, 0x76);
  private static final Color GRID = new Color(0xE3, 0xE7, 0xEB);
  private static final Color[] COLOURS = {
    new Color(0x00, 0x72, 0xB2),
    new Color(0xD5, 0x5E, 0x00),
    new Color(0x00, 0x9E, 0x73),
    new Color(0xAA, 0x4C, 0x8F),
    new Color(0xE6, 0x9F, 0x00),
    new Color(0x56, 0xB4, 0xE9),
    new Color(0x22, 0x2B, 0x34)
  };
  private static final Marker[] SHAPES = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  static {
    // Figures are drawn on servers, and AWT looks for a display before its first picture.
    System.setProperty("java.awt.headless", "true");
  }

  private final Experiment experiment;
  private final XYChart chart;
  private double largest;
  private double least = Double.POSITIVE_INFINITY;

  /**
   * Of one figure.
   *
   * @param results of this and of other figures
   */
  SweepChart(Experiment experiment, SweptFigure figure, List<SweepResult> results) {
    this.experiment = experiment;
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(
                isWithoutTheory(figure, results)
                    ? "measured, with 95 % intervals over seeds"
                    : "points: measured, with 95 % intervals over seeds; lines: theory")
            .xAxisTitle(experiment.across().title())
            .yAxisTitle(figure.title())
            .build();
    look(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(experiment.scales().across());
    List<SweepResult> drawn =
        results.stream()
            .filter(result -> result.figure() == figure)
            .filter(result -> x(result) > 0 || !experiment.scales().across())
            .toList();
    List<String> arms = drawn.stream().map(result -> result.point().arm()).distinct().toList();
    List<String> families = arms.stream().map(SweepChart::family).distinct().toList();
    List<String> members = arms.stream().map(SweepChart::member).distinct().toList();
    for (String arm : arms) {
      List<SweepResult> points =
          drawn.stream().filter(result -> result.point().arm().equals(arm)).toList();
      Color colour = COLOURS[families.indexOf(family(arm)) % COLOURS.length];
      theory(arm, points, colour);
      measured(arm, points, colour, SHAPES[members.indexOf(member(arm)) % SHAPES.length]);
    }
    if (arms.size() > ARMS_IN_A_ROW) {
      chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
      chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    }
    fit(drawn);
  }

  private static boolean isWithoutTheory(SweptFigure figure, List<SweepResult> results) {
    return results.stream()
        .filter(result -> result.figure() == figure)
        .allMatch(result -> Double.isNaN(result.theory()));
  }

  /** Two pixels for each unit of the SVG, so that it is sharp in print. */
  byte[] toPng() {
    BufferedImage image =
        new BufferedImage(PIXELS * WIDTH, PIXELS * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXELS, PIXELS);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw " + experiment.name(), e);
    }
    return bytes.toByteArray();
  }

  String toSvg() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw " + experiment.name(), e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void theory(String arm, List<SweepResult> points, Color colour) {
    List<SweepResult> known =
        points.stream().filter(result -> !Double.isNaN(result.theory())).toList();
    if (known.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            arm + ", theory", values(known, this::x), values(known, SweepResult::theory));
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(1.8f));
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
    known.forEach(result -> note(result.theory()));
  }

  private void measured(String arm, List<SweepResult> points, Color colour, Marker shape) {
    List<SweepResult> run =
        points.stream().filter(result -> !Double.isNaN(result.measured().mean())).toList();
    if (run.isEmpty()) {
      return;
    }
    XYSeries series =
        chart.addSeries(
            arm,
            values(run, this::x),
            values(run, result -> result.measured().mean()),
            values(run, result -> Double.isNaN(result.halfWidth()) ? 0 : result.halfWidth()));
    series.setLineColor(colour);
    // Where no theory leads the eye, the points themselves do.
    boolean isLed = run.stream().anyMatch(result -> !Double.isNaN(result.theory()));
    series.setLineStyle(isLed ? SeriesLines.NONE : SeriesLines.DOT_DOT);
    series.setMarker(shape);
    series.setMarkerColor(colour);
    run.forEach(result -> note(result.measured().mean()));
  }

  /** What stands before the comma of a label: arms that share it share a colour. */
  private static String family(String arm) {
    int comma = arm.indexOf(',');
    return comma < 0 ? arm : arm.substring(0, comma);
  }

  /** What stands after it: arms that share it share the shape of their points. */
  private static String member(String arm) {
    int comma = arm.indexOf(',');
    return comma < 0 ? arm : arm.substring(comma + 1);
  }

  private double x(SweepResult result) {
    return result.point().number(experiment.across());
  }

  private void note(double y) {
    largest = Math.max(largest, y);
    least = Math.min(least, y);
  }

  private void fit(List<SweepResult> drawn) {
    XYStyler styler = chart.getStyler();
    double left = drawn.stream().mapToDouble(this::x).min().orElse(1);
    double right = drawn.stream().mapToDouble(this::x).max().orElse(10);
    // Room for the outermost points, which would lie on the frame.
    double margin = 0.05 * (right - left);
    styler.setXAxisMin(experiment.scales().across() ? left / 1.3 : left - margin);
    styler.setXAxisMax(experiment.scales().across() ? right * 1.3 : right + margin);
    if (experiment.scales().up() && least > 0) {
      styler.setYAxisLogarithmic(true);
      styler.setYAxisMin(StrictMath.pow(10, Math.floor(StrictMath.log10(least))));
      styler.setYAxisMax(StrictMath.pow(10, Math.ceil(StrictMath.log10(largest))));
    } else {
      styler.setYAxisMin(Math.min(0, 1.08 * least));
      styler.setYAxisMax(1.08 * largest);
    }
  }

  private static double[] values(List<SweepResult> points, ToDoubleFunction<SweepResult> number) {
    return points.stream().mapToDouble(number).toArray();
  }

  private static void look(XYStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(TEXT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartPadding(16);
    styler.setChartTitleFont(TEXT);
    styler.setChartTitleBoxVisible(false);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTickLabelsFont(TEXT.deriveFont(13f));
    styler.setAxisTickLabelsColor(QUIET);
    styler.setAxisTitleFont(TEXT);
    styler.setAxisTitlePadding(8);
    styler.setMarkerSize(9);
    styler.setErrorBarsColorSeriesColor(true);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(TEXT);
    styler.setYAxisDecimalPattern("#,##0.####");
    styler.setXAxisDecimalPattern("#,##0.####");
    styler.setAntiAlias(true);
  }
}
