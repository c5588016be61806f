package dev.starling.sim.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A finished picture, with the name of its file and the sentence below it. Text is drawn as
 * outlines, so that it looks the same where it is shown. Used by one thread.
 */
public final class Plot {
  /** Width of a picture that stands alone, in pixels of a screen. */
  static final int WIDTH = 900;

  /** Its height. */
  static final int HEIGHT = 500;

  /** So that a PNG is sharp on a screen of high density, and in print. */
  private static final int PNG_PIXELS_PER_UNIT = 2;

  static {
    // Plots are drawn on servers, and AWT looks for a display before its first picture.
    System.setProperty("java.awt.headless", "true");
  }

  private final String name;
  private final String caption;
  private final Painter painter;

  /** Draws the picture at any size; text keeps its own. */
  @FunctionalInterface
  interface Painter {
    void paint(Graphics2D graphics, int width, int height);
  }

  Plot(String name, String caption, Painter painter) {
    this.name = Objects.requireNonNull(name, "name");
    this.caption = Objects.requireNonNull(caption, "caption");
    this.painter = Objects.requireNonNull(painter, "painter");
  }

  /** Name of its file without the ending: small letters and hyphens. */
  public String name() {
    return name;
  }

  /** What there is to see, in a sentence or two. */
  public String caption() {
    return caption;
  }

  /** The picture as PNG, two pixels for each unit of the SVG. */
  public byte[] toPng() {
    BufferedImage image =
        new BufferedImage(
            PNG_PIXELS_PER_UNIT * WIDTH, PNG_PIXELS_PER_UNIT * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PNG_PIXELS_PER_UNIT, PNG_PIXELS_PER_UNIT);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    painter.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw " + name + ": " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  /** The picture as an SVG document, which may stand alone or inside a page. */
  public String toSvg() {
    return toSvg(WIDTH, HEIGHT);
  }

  /** The picture at another size: smaller ones have the same text and fewer ticks. */
  String toSvg(int width, int height) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    painter.paint(graphics, width, height);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw " + name + ": " + e.getMessage(), e);
    }
    return new CompactSvg(name).of(bytes.toString(StandardCharsets.UTF_8));
  }
}
