package dev.starling.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The legend below a plot: centred rows of a swatch and a name, on one base line, broken where the
 * width ends. (XChart's own puts all in one row, however long.) Used by one thread.
 */
final class Legend {
  private static final int MARGIN = 16;
  private static final int ROW_HEIGHT = 24;
  private static final int SWATCH_WIDTH = 30;
  private static final int SWATCH_GAP = 8;
  private static final int ENTRY_GAP = 26;
  private static final FontRenderContext MEASURE =
      new FontRenderContext(new AffineTransform(), true, true);

  /** One swatch and name; an area has no stroke, a note no colour either. */
  private record Entry(TextLayout name, Color color, BasicStroke stroke) {
    double textOffset() {
      return color == null ? 0 : SWATCH_WIDTH + SWATCH_GAP;
    }

    double width() {
      return textOffset() + name.getAdvance();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  void line(String name, Color color, BasicStroke stroke) {
    entries.add(new Entry(layout(name), color, stroke));
  }

  void area(String name, Color color) {
    entries.add(new Entry(layout(name), color, null));
  }

  /** Words alone, such as the unit of the others. */
  void note(String words) {
    entries.add(new Entry(layout(words), null, null));
  }

  /** Height of all its rows at this width. */
  int height(int width) {
    return rows(width).size() * ROW_HEIGHT + MARGIN / 2;
  }

  /** Paints it below {@code top}. */
  void paint(Graphics2D graphics, int width, int top) {
    graphics.setColor(Color.WHITE);
    graphics.fill(new Rectangle2D.Double(0, top, width, height(width)));
    double middle = top + ROW_HEIGHT / 2.0;
    for (List<Entry> row : rows(width)) {
      double x = (width - width(row)) / 2;
      for (Entry entry : row) {
        paint(graphics, entry, x, middle);
        x += entry.width() + ENTRY_GAP;
      }
      middle += ROW_HEIGHT;
    }
  }

  private static void paint(Graphics2D graphics, Entry entry, double x, double middle) {
    graphics.setColor(entry.color());
    if (entry.color() != null && entry.stroke() == null) {
      graphics.fill(new Rectangle2D.Double(x, middle - 7, SWATCH_WIDTH, 14));
    } else if (entry.color() != null) {
      graphics.setStroke(entry.stroke());
      graphics.draw(new Line2D.Double(x, middle, x + SWATCH_WIDTH, middle));
    }
    graphics.setColor(Palette.INK);
    graphics.fill(
        entry
            .name()
            .getOutline(AffineTransform.getTranslateInstance(x + entry.textOffset(), middle + 5)));
  }

  private List<List<Entry>> rows(int width) {
    List<List<Entry>> rows = new ArrayList<>();
    List<Entry> row = new ArrayList<>();
    for (Entry entry : entries) {
      if (!row.isEmpty() && width(row) + ENTRY_GAP + entry.width() > width - 2 * MARGIN) {
        rows.add(row);
        row = new ArrayList<>();
      }
      row.add(entry);
    }
    if (!row.isEmpty()) {
      rows.add(row);
    }
    return rows;
  }

  private static double width(List<Entry> row) {
    return row.stream().mapToDouble(Entry::width).sum() + ENTRY_GAP * (row.size() - 1.0);
  }

  private static TextLayout layout(String name) {
    return new TextLayout(name.isEmpty() ? " " : name, CurveChart.TEXT, MEASURE);
  }
}
