package dev.starling.sim.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The figure of an experiment: theory as lines, or a dotted one through the points where there is
 * none, measurements as points with their 95 % intervals, colour and shape of the points by arm,
 * the swept number across. Of a label such as "push, ln n" the part before the comma chooses the
 * colour, the part after it the shape. Each arm is drawn a little smaller than the one before it,
 * so that those that coincide are all seen. Colours are those of Okabe and Ito ("Color Universal
 * Design", 2008). Used by one thread.
 */
final class SweepChart {
  private static final int PIXELS = 2;

  /** Sizes of points and widths of lines fall from the first arm to the last. */
  private static final double POINT_MOST = 11;

  private static final double POINT_LEAST = 7;
  private static final double LINE_MOST = 3.2;
  private static final double LINE_LEAST = 1.6;

  /** A figure whose numbers differ by more gets a logarithmic axis unasked. */
  private static final double LINEAR_UP_TO = 100;

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

  /** How one arm is drawn. */
  private record Pen(Color colour, Marker shape, float line) {}

  private final Experiment experiment;
  private final SweepCanvas canvas;
  private double largest = Double.NEGATIVE_INFINITY;
  private double least = Double.POSITIVE_INFINITY;

  /**
   * Of one figure.
   *
   * @param results of this and of other figures
   */
  SweepChart(Experiment experiment, SweptFigure figure, List<SweepResult> results) {
    this.experiment = experiment;
    List<SweepResult> drawn =
        results.stream()
            .filter(result -> result.figure() == figure)
            .filter(result -> x(result) > 0 || !experiment.scales().across())
            .sorted(Comparator.comparingDouble(this::x))
            .toList();
    boolean isMeasuredAlone = drawn.stream().allMatch(result -> Double.isNaN(result.theory()));
    canvas =
        new SweepCanvas(
            isMeasuredAlone
                ? "measured, with 95 % intervals over seeds"
                : "points: measured, with 95 % intervals over seeds; lines: theory",
            experiment.across().title(),
            figure.title());
    // In the order of the file, however far each arm reaches.
    List<String> arms = results.stream().map(result -> result.point().arm()).distinct().toList();
    List<String> families = arms.stream().map(SweepChart::family).distinct().toList();
    List<String> members = arms.stream().map(SweepChart::member).distinct().toList();
    for (int i = 0; i < arms.size(); i++) {
      String arm = arms.get(i);
      double share = arms.size() == 1 ? 0.5 : i / (arms.size() - 1.0);
      Pen pen =
          new Pen(
              COLOURS[families.indexOf(family(arm)) % COLOURS.length],
              new SizedMarker(
                  SHAPES[members.indexOf(member(arm)) % SHAPES.length],
                  between(POINT_MOST, POINT_LEAST, share)),
              (float) between(LINE_MOST, LINE_LEAST, share));
      List<SweepResult> points =
          drawn.stream().filter(result -> result.point().arm().equals(arm)).toList();
      theory(arm, points, pen);
      measured(arm, points, pen);
    }
    fit(drawn);
  }

  /** Two pixels for each unit of the SVG, so that it is sharp in print. */
  byte[] toPng() {
    BufferedImage image =
        new BufferedImage(
            PIXELS * SweepCanvas.WIDTH, PIXELS * SweepCanvas.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXELS, PIXELS);
    canvas.paint(graphics, SweepCanvas.WIDTH, SweepCanvas.HEIGHT);
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
      VectorGraphicsEncoder.saveVectorGraphic(canvas, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw " + experiment.name(), e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void theory(String arm, List<SweepResult> points, Pen pen) {
    List<SweepResult> known =
        points.stream().filter(result -> !Double.isNaN(result.theory())).toList();
    if (known.isEmpty()) {
      return;
    }
    XYSeries series =
        canvas.addSeries(
            arm + ", theory", values(known, this::x), values(known, SweepResult::theory));
    series.setLineColor(pen.colour());
    series.setLineStyle(new BasicStroke(pen.line()));
    series.setMarker(SeriesMarkers.NONE);
    series.setShowInLegend(false);
    known.forEach(result -> note(result.theory()));
  }

  private void measured(String arm, List<SweepResult> points, Pen pen) {
    List<SweepResult> run =
        points.stream().filter(result -> !Double.isNaN(result.measured().mean())).toList();
    if (run.isEmpty()) {
      return;
    }
    XYSeries series =
        canvas.addSeries(
            arm,
            values(run, this::x),
            values(run, result -> result.measured().mean()),
            values(run, SweepChart::bar));
    series.setLineColor(pen.colour());
    // Where no theory leads the eye, the points themselves do.
    boolean isLed = run.stream().anyMatch(result -> !Double.isNaN(result.theory()));
    series.setLineStyle(isLed ? SeriesLines.NONE : SeriesLines.DOT_DOT);
    series.setMarker(pen.shape());
    series.setMarkerColor(pen.colour());
    for (SweepResult result : run) {
      note(result.measured().mean());
      note(result.measured().mean() + bar(result));
    }
  }

  private static double bar(SweepResult result) {
    return Double.isNaN(result.halfWidth()) ? 0 : result.halfWidth();
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
    double[] numbers = drawn.stream().mapToDouble(this::x).distinct().sorted().toArray();
    if (numbers.length > 0) {
      canvas.across(numbers, experiment.scales().across());
    }
    if (least > 0 && (experiment.scales().up() || largest > LINEAR_UP_TO * least)) {
      canvas.upLogarithmic(least, largest);
    } else {
      canvas.upLinear(least, largest);
    }
  }

  private static double between(double first, double last, double share) {
    return first + share * (last - first);
  }

  private static double[] values(List<SweepResult> points, ToDoubleFunction<SweepResult> number) {
    return points.stream().mapToDouble(number).toArray();
  }

  /** A shape of a size of its own, where XChart has one size for all. */
  private static final class SizedMarker extends Marker {
    private final Marker shape;
    private final int size;

    SizedMarker(Marker shape, double size) {
      this.shape = shape;
      this.size = (int) Math.round(size);
    }

    @Override
    public void paint(Graphics2D graphics, double x, double y, int ignoredSize) {
      shape.paint(graphics, x, y, size);
    }
  }
}
