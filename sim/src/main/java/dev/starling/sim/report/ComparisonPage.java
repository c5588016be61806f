package dev.starling.sim.report;

import dev.starling.sim.summary.RunSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finished runs side by side on one page: their curves over each other against updates, seconds and
 * bytes, and every figure of their summaries in one table. One file with its style and pictures
 * inside, no script, no address outside; all text is escaped. Stateless.
 */
public final class ComparisonPage {
  private static final int WIDE_WIDTH = 960;
  private static final int WIDE_HEIGHT = 520;
  private static final int HALF_WIDTH = 560;
  private static final int HALF_HEIGHT = 420;

  private ComparisonPage() {}

  /**
   * The page as text.
   *
   * @param summaries of the runs
   * @param series their rows in the same order, each under the name of its run
   * @param first the axis of the large picture
   * @param command what makes this page again; null when there is none
   */
  public static String render(
      List<RunSummary> summaries, List<MetricsSeries> series, XAxis first, String command) {
    Markup page = new Markup();
    PageHead.open(page, "Starling: " + series.size() + " runs compared");
    page.open("header").element("p", "Starling", "class", "kicker");
    page.element("h1", series.size() + " runs side by side");
    page.element(
        "p",
        String.join(" · ", series.stream().map(MetricsSeries::name).toList()),
        "class",
        "facts");
    page.close("header").line();
    page.open("section").element("h2", "Learning").line();
    boolean accuracy = summaries.get(0).accuracy() != null;
    figure(page, Plots.comparison(series, accuracy, first), WIDE_WIDTH, WIDE_HEIGHT);
    page.open("div", "class", "pair");
    Arrays.stream(XAxis.values())
        .filter(axis -> axis != first)
        .forEach(
            axis ->
                figure(page, Plots.comparison(series, accuracy, axis), HALF_WIDTH, HALF_HEIGHT));
    page.close("div").close("section").line();
    page.open("section").element("h2", "Figures").line();
    table(page, summaries, series);
    page.close("section").line();
    if (command != null) {
      page.open("section").element("h2", "Where this comes from").element("pre", command);
      page.close("section").line();
    }
    return page.close("main").close("body").close("html").line().toString();
  }

  private static void figure(Markup page, Optional<Plot> found, int width, int height) {
    if (found.isPresent()) {
      Plot plot = found.get();
      page.open("figure").open("div", "role", "img", "aria-label", plot.caption());
      page.raw(plot.toSvg(width, height)).close("div");
      page.element("figcaption", plot.caption()).close("figure").line();
    }
  }

  /** A row for each figure that any run has; a run without it shows a dash. */
  private static void table(Markup page, List<RunSummary> summaries, List<MetricsSeries> series) {
    page.open("div", "class", "wide").open("table").open("thead").open("tr").element("th", "");
    series.forEach(run -> page.element("th", run.name()));
    page.close("tr").close("thead").open("tbody").line();
    figures(summaries)
        .forEach(
            (key, values) -> {
              page.open("tr").element("th", key, "class", "key");
              values.forEach(value -> page.element("td", value));
              page.close("tr").line();
            });
    page.close("tbody").close("table").close("div").line();
  }

  private static Map<String, List<String>> figures(List<RunSummary> summaries) {
    Map<String, List<String>> figures = new LinkedHashMap<>();
    for (int run = 0; run < summaries.size(); run++) {
      for (SummaryTable.Row row : rows(summaries.get(run))) {
        figures
            .computeIfAbsent(
                row.key(), key -> new ArrayList<>(Arrays.asList(new String[summaries.size()])))
            .set(run, row.value());
      }
    }
    figures.values().forEach(values -> values.replaceAll(ComparisonPage::orDash));
    return figures;
  }

  private static List<SummaryTable.Row> rows(RunSummary summary) {
    List<SummaryTable.Row> rows = new ArrayList<>(SummaryTable.of(summary));
    if (summary.staleness() != null) {
      SummaryTable.ofStaleness(summary.staleness())
          .forEach(
              row ->
                  rows.add(
                      new SummaryTable.Row("staleness." + row.key(), row.value(), row.meaning())));
    }
    return rows;
  }

  private static String orDash(String value) {
    return Objects.requireNonNullElse(value, Numbers.ABSENT);
  }
}
