package dev.starling.sim.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/**
 * What the figure of an experiment is drawn on: the look, and a horizontal axis whose ticks are the
 * swept numbers themselves. (A logarithmic axis of XChart names powers of ten alone, of which a
 * sweep may have one or none.) The legend is beside the curves, a line for each arm. Used by one
 * thread.
 */
final class SweepCanvas extends XYChart {
  static final int WIDTH = 960;
  static final int HEIGHT = 560;
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  /** Height of the horizontal axis below the plot, with its title. */
  static final int FOOT = 62;

  private static final int TICK_LENGTH = 5;
  private static final int LABEL_DROP = 20;
  private static final int TITLE_DROP = 46;
  private static final int LABEL_GAP = 10;
  private static final Font TICK_TEXT = TEXT.deriveFont(13f);
  private static final Color INK = new Color(0x22, 0x2B, 0x34);
  private static final Color QUIET = new Color(0x5F, 0x6B, 0x76);
  private static final Color AXIS = new Color(0x9A, 0xA5, 0xB1);
  private static final Color GRID = new Color(0xE3, 0xE7, 0xEB);
  private static final String PLAIN = "#,##0.####";
  private static final String POWERS = "0E0";
  private static final double LEAST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e6;

  /** Room below and above the outermost numbers, and for a label at the very end, as factors. */
  private static final double LOGARITHMIC_ROOM = 1.4;

  private static final double LABEL_ROOM = 1.05;
  private static final FontRenderContext MEASURE =
      new FontRenderContext(new AffineTransform(), true, true);

  private final String xTitle;
  private double[] ticks = {};

  SweepCanvas(String title, String xTitle, String yTitle) {
    super(new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(yTitle));
    this.xTitle = xTitle;
    look(getStyler());
  }

  /**
   * The horizontal axis.
   *
   * @param numbers that were swept, in ascending order, at least one
   * @param isLogarithmic when all are above 0
   */
  void across(double[] numbers, boolean isLogarithmic) {
    ticks = numbers.clone();
    double left = numbers[0];
    double right = numbers[numbers.length - 1];
    // Room for the outermost points, which would lie on the frame.
    double margin = right > left ? 0.05 * (right - left) : 1;
    getStyler().setXAxisLogarithmic(isLogarithmic);
    getStyler().setXAxisMin(isLogarithmic ? left / 1.3 : left - margin);
    getStyler().setXAxisMax(isLogarithmic ? right * 1.3 : right + margin);
  }

  /** A vertical axis from 0, or from the least number below it. */
  void upLinear(double least, double largest) {
    double bottom = Math.min(0, 1.08 * least);
    double top = largest > bottom ? 1.08 * largest : bottom + 1;
    getStyler().setYAxisMin(bottom - 0.03 * (top - bottom));
    getStyler().setYAxisMax(top);
  }

  /** A vertical axis with at least two powers of ten on it; both numbers above 0. */
  void upLogarithmic(double least, double largest) {
    double bottom = least / LOGARITHMIC_ROOM;
    double top = largest * LOGARITHMIC_ROOM;
    if (Math.floor(StrictMath.log10(top)) <= Math.ceil(StrictMath.log10(bottom))) {
      bottom = StrictMath.pow(10, Math.floor(StrictMath.log10(bottom))) / LABEL_ROOM;
      top = StrictMath.pow(10, Math.ceil(StrictMath.log10(top))) * LABEL_ROOM;
    }
    getStyler().setYAxisLogarithmic(true);
    getStyler().setYAxisMin(bottom);
    getStyler().setYAxisMax(top);
    getStyler().setYAxisDecimalPattern(tickPattern(bottom, top));
  }

  /** Digits as people read them, powers of ten where there would be too many of them. */
  static String tickPattern(double bottom, double top) {
    return bottom < LEAST_PLAIN || top > LARGEST_PLAIN ? POWERS : PLAIN;
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    super.paint(graphics, width, height - FOOT);
    // What was painted last is what XChart takes for its size.
    setHeight(height);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, height - FOOT, width, FOOT));
    double left = getScreenXFromChart(getStyler().getXAxisMin());
    double right = getScreenXFromChart(getStyler().getXAxisMax());
    double bottom = getScreenYFromChart(getStyler().getYAxisMin());
    graphics.setStroke(new BasicStroke(1));
    graphics.setColor(AXIS);
    graphics.draw(new Line2D.Double(left, bottom, right, bottom));
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : ticks) {
      double x = getScreenXFromChart(tick);
      graphics.setColor(AXIS);
      graphics.draw(new Line2D.Double(x, bottom, x, bottom + TICK_LENGTH));
      TextLayout label = new TextLayout(label(tick, PLAIN), TICK_TEXT, MEASURE);
      double start = x - label.getAdvance() / 2;
      // A number that has no room keeps its tick.
      if (start >= free) {
        write(graphics, label, QUIET, start, bottom + LABEL_DROP);
        free = start + label.getAdvance() + LABEL_GAP;
      }
    }
    TextLayout title = new TextLayout(xTitle, TEXT, MEASURE);
    double middle = (left + right) / 2;
    write(graphics, title, INK, middle - title.getAdvance() / 2, bottom + TITLE_DROP);
  }

  private static void write(
      Graphics2D graphics, TextLayout words, Color colour, double x, double baseLine) {
    graphics.setColor(colour);
    graphics.fill(words.getOutline(AffineTransform.getTranslateInstance(x, baseLine)));
  }

  static String label(double number, String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
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
    styler.setPlotMargin(0);
    styler.setPlotContentSize(1);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setXAxisTicksVisible(false);
    styler.setXAxisTitleVisible(false);
    styler.setYAxisTickMarkSpacingHint(50);
    styler.setAxisTickMarksColor(AXIS);
    styler.setAxisTickLabelsFont(TICK_TEXT);
    styler.setAxisTickLabelsColor(QUIET);
    styler.setAxisTitleFont(TEXT);
    styler.setAxisTitlePadding(8);
    styler.setErrorBarsColorSeriesColor(true);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendLayout(LegendLayout.Vertical);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(TEXT);
    styler.setYAxisDecimalPattern(PLAIN);
    styler.setAntiAlias(true);
  }
}
