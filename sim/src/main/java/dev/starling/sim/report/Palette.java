package dev.starling.sim.report;

import java.awt.Color;
import java.util.List;

/**
 * The colours of all plots: Okabe and Ito's set, which people with any of the common colour vision
 * deficiencies tell apart ("Color Universal Design", 2008), plus greys. Meaning is never carried by
 * colour alone: lines differ in dash or weight too.
 */
final class Palette {
  static final Color INK = new Color(0x22, 0x2B, 0x34);
  static final Color QUIET = new Color(0x5F, 0x6B, 0x76);
  static final Color GRID = new Color(0xE3, 0xE7, 0xEB);
  static final Color AXIS = new Color(0x9A, 0xA5, 0xB1);
  static final Color BLUE = new Color(0x00, 0x72, 0xB2);
  static final Color VERMILLION = new Color(0xD5, 0x5E, 0x00);
  static final Color GREEN = new Color(0x00, 0x9E, 0x73);
  static final Color PURPLE = new Color(0xAA, 0x4C, 0x8F);
  static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
  private static final Color SKY = new Color(0x56, 0xB4, 0xE9);
  private static final Color BROWN = new Color(0x7A, 0x48, 0x0C);

  /**
   * Colours of runs that are compared, in their order; then from the start again. The second half
   * is told from the first by its dashes too: see {@link CurveChart.Pen#ofRun}.
   */
  static final List<Color> RUNS = List.of(BLUE, ORANGE, PURPLE, GREEN, VERMILLION, SKY, INK, BROWN);

  private static final Color NONE = new Color(0xF7, 0xF9, 0xFB);
  private static final Color MOST = new Color(0x08, 0x40, 0x81);

  private Palette() {}

  /** From paper to dark blue, for a share of the largest, 0 to 1. */
  static Color heat(double share) {
    return new Color(
        mix(NONE.getRed(), MOST.getRed(), share),
        mix(NONE.getGreen(), MOST.getGreen(), share),
        mix(NONE.getBlue(), MOST.getBlue(), share));
  }

  /** As a style sheet writes it. */
  static String hex(Color color) {
    return "#%06x".formatted(color.getRGB() & 0xFFFFFF);
  }

  private static int mix(int none, int most, double share) {
    return (int) Math.round(none + share * (most - none));
  }

  /** The colour of a band between two lines of this colour, on white. */
  static Color faint(Color color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 44);
  }
}
