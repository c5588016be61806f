package dev.starling.sim.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the SVG that VectorGraphics2D writes fit to stand inside a page: without its prolog, with
 * ids of its own, two decimals instead of thirteen, and runs of touching line segments as one line.
 * A curve takes a fifth of the bytes so. Relies on that library's form, one element per line; what
 * it does not know it leaves as it is. Used by one thread.
 */
final class CompactSvg {
  private static final Pattern LONG_DECIMAL = Pattern.compile("-?\\d+\\.\\d+(?:E-?\\d+)?");
  private static final Pattern CLIP_ID =
      Pattern.compile("(?<=\")clip-?\\w+(?=\")|(?<=#)clip-?\\w+");
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\""
              + " y2=\"([^\"]*)\"/>");

  private final Map<String, String> ids = new LinkedHashMap<>();
  private final String prefix;
  private final StringBuilder out = new StringBuilder();
  private String style = "";
  private String end = "";

  /**
   * @param prefix what the ids of this picture start with, so that they differ from those of others
   */
  CompactSvg(String prefix) {
    this.prefix = prefix;
  }

  String of(String svg) {
    svg.substring(svg.indexOf("<svg")).lines().map(this::shorten).forEach(this::append);
    endLine();
    return out.toString();
  }

  private void append(String line) {
    Matcher segment = LINE.matcher(line);
    if (!segment.matches()) {
      endLine();
      out.append(line.strip()).append('\n');
      return;
    }
    String from = segment.group(2) + "," + segment.group(4);
    String to = segment.group(3) + "," + segment.group(5);
    if (!(segment.group(1).equals(style) && from.equals(end))) {
      endLine();
      style = segment.group(1);
      out.append("<polyline style=\"").append(style).append("\" points=\"").append(from);
    }
    out.append(' ').append(to);
    end = to;
  }

  private void endLine() {
    if (!style.isEmpty()) {
      out.append("\"/>\n");
      style = "";
      end = "";
    }
  }

  private String shorten(String line) {
    String named =
        CLIP_ID
            .matcher(line)
            .replaceAll(
                id -> ids.computeIfAbsent(id.group(), any -> prefix + "-clip" + ids.size()));
    return LONG_DECIMAL.matcher(named).replaceAll(number -> twoDecimals(number.group()));
  }

  private static String twoDecimals(String number) {
    BigDecimal rounded = new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
