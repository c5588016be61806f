package dev.starling.sim.experiment;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The page that an experiment leaves for people: one file with its style and its picture inside, no
 * script, no address outside. All text is escaped. Stateless.
 */
final class SweepPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;color:#222b34;margin:0 auto;max-width:1040px;
      padding:24px}h1{margin-bottom:4px}.claim{font-size:1.15em}.quiet{color:#5f6b76}
      table{border-collapse:collapse;font-size:14px;width:100%}
      th,td{padding:4px 8px;border-bottom:1px solid #e3e7eb;text-align:right;
      font-variant-numeric:tabular-nums;white-space:nowrap}
      th:first-child,td:first-child,th:last-child,td:last-child{text-align:left}
      .wide{overflow-x:auto}td.bad{color:#a33c00;font-weight:600}svg{width:100%;height:auto}
      pre{background:#f7f9fb;padding:12px;overflow-x:auto;font-size:13px}
      """;

  private static final Pattern CLIP = Pattern.compile("(?<=\")clip-?\\w+(?=\")|(?<=#)clip-?\\w+");

  private SweepPage() {}

  /**
   * A figure of the page.
   *
   * @param title in words
   * @param svg as a file of its own would be
   */
  record Picture(String title, String svg) {}

  static String of(
      Experiment experiment, SweepTable table, List<Picture> pictures, String command) {
    StringBuilder page = new StringBuilder(1 << 16);
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element(page, "title", "Starling experiment " + experiment.name());
    page.append("<style>").append(STYLE).append("</style></head>\n<body>\n");
    element(page, "h1", experiment.name());
    page.append("<p class=\"claim\"><b>Claim.</b> ").append(escaped(experiment.claim()));
    page.append("</p>\n<p><b>It would be refuted by:</b> ");
    page.append(escaped(experiment.refutedBy())).append("</p>\n<p class=\"quiet\">");
    page.append(escaped(verdicts(table))).append("</p>\n");
    if (!experiment.remark().isEmpty()) {
      element(page, "p", experiment.remark());
    }
    for (Picture picture : pictures) {
      page.append("<figure role=\"img\" aria-label=\"").append(escaped(picture.title()));
      page.append("\">").append(inline(picture.svg(), pictures.indexOf(picture)));
      page.append("</figure>\n");
    }
    element(page, "h2", "Measured beside theory");
    element(
        page,
        "p",
        "Intervals are over seeds (Student's t). MET: within 3 % or four standard errors of an"
            + " exact value or of a bound, from at least 20 seeds and a standard error of at most 1"
            + " %; TOO COARSE: fewer seeds or a larger error, so that nothing is shown. ESTIMATE:"
            + " theory gives the leading order only, so the difference is told and not judged.");
    table(page, table.cells());
    element(page, "h2", "Where this comes from");
    element(page, "p", "The command that repeats it; rows.csv holds a row per run and seed:");
    element(page, "pre", command);
    element(page, "p", "The experiment; seeds count up from 'seed' and are the same in all arms:");
    element(page, "pre", experiment.text());
    return page.append("</body></html>\n").toString();
  }

  /** On one page every clip needs a name of its own. */
  private static String inline(String svg, int index) {
    return CLIP.matcher(svg.substring(Math.max(0, svg.indexOf("<svg"))))
        .replaceAll("figure" + index + "-$0");
  }

  private static String verdicts(SweepTable table) {
    List<List<String>> rows = table.cells().subList(1, table.cells().size());
    StringBuilder words = new StringBuilder();
    rows.stream()
        .map(row -> row.get(row.size() - 1))
        .distinct()
        .forEach(
            verdict ->
                words
                    .append(words.isEmpty() ? "" : " · ")
                    .append(verdict)
                    .append(' ')
                    .append(rows.stream().filter(row -> row.contains(verdict)).count()));
    return words.toString();
  }

  private static void table(StringBuilder page, List<List<String>> cells) {
    page.append("<div class=\"wide\"><table>\n");
    for (int i = 0; i < cells.size(); i++) {
      page.append("<tr>");
      for (String cell : cells.get(i)) {
        boolean bad = cell.equals("NOT MET") || cell.equals("TOO COARSE");
        page.append(i == 0 ? "<th>" : bad ? "<td class=\"bad\">" : "<td>");
        page.append(escaped(cell)).append(i == 0 ? "</th>" : "</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  private static void element(StringBuilder page, String tag, String text) {
    page.append('<').append(tag).append('>').append(escaped(text));
    page.append("</").append(tag).append(">\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
