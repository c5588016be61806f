package dev.starling.sim.report;

import dev.starling.learning.LinkTable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a page that have a row per learner. Stateless. */
final class LearnerTables {
  private static final int LEARNER_ROWS_MAX = 256;
  private static final int LINK_ROWS_MAX = 10;

  private LearnerTables() {}

  /** Samples by learner and class, the darker the more. */
  static void split(Markup page, SplitTable split) {
    page.open("table", "class", "split").open("thead").open("tr").element("th", "learner");
    split.classes().forEach(name -> page.element("th", name, "class", "label"));
    page.element("th", "all", "class", "all").close("tr").close("thead").open("tbody").line();
    for (int learner = 0; learner < split.learners(); learner++) {
      page.open("tr").element("th", Integer.toString(learner));
      for (int label = 0; label < split.classes().size(); label++) {
        splitCell(page, split.samples(learner, label), split.largest());
      }
      page.element("td", Numbers.count(split.total(learner)), "class", "all").close("tr").line();
    }
    page.close("tbody").close("table").line();
  }

  private static void splitCell(Markup page, int samples, int largest) {
    double share = largest == 0 ? 0 : (double) samples / largest;
    String color = Palette.hex(Palette.heat(share));
    page.element(
        "td",
        samples == 0 ? "·" : Numbers.count(samples),
        "style",
        "background:" + color + (share > 0.5 ? ";color:#fff" : ""));
  }

  /** Scores by learner, the worst one marked. */
  static void learners(Markup page, List<LearnerRow> rows) {
    if (rows.size() > LEARNER_ROWS_MAX) {
      page.element(
          "p",
          "The first %d of %s learners.".formatted(LEARNER_ROWS_MAX, Numbers.count(rows.size())));
    }
    int worst = worst(rows);
    page.open("table", "class", "learners").open("thead").open("tr");
    Stream.of(
            "learner",
            "samples",
            "updates",
            "validation accuracy",
            "test accuracy",
            "test loss",
            "staleness as holder",
            "state")
        .forEach(title -> page.element("th", title));
    page.close("tr").close("thead").open("tbody").line();
    rows.stream()
        .limit(LEARNER_ROWS_MAX)
        .forEach(row -> learner(page, row, row.learner() == worst));
    page.close("tbody").close("table").line();
  }

  private static void learner(Markup page, LearnerRow row, boolean isWorst) {
    page.open("tr", "class", isWorst ? "worst" : "plain");
    page.element("th", row.learner() + (isWorst ? " (worst)" : ""));
    Stream.of(
            row.samples() == null ? Numbers.ABSENT : Numbers.count(row.samples()),
            Numbers.count(row.updates()),
            Numbers.percent(row.validationAccuracy()),
            Numbers.percent(row.testAccuracy()),
            Numbers.compact(row.testLoss()),
            Numbers.fixed(row.stalenessAsHolder(), 3),
            row.state() == null ? Numbers.ABSENT : row.state())
        .forEach(cell -> page.element("td", cell));
    page.close("tr").line();
  }

  /** The links across which staleness is largest. */
  static void links(Markup page, LinkTable links) {
    List<LinkTable.Link> stalest = links.stalest(LINK_ROWS_MAX);
    page.element(
        "p",
        "The %d stalest of %s links%s; links.csv holds %s."
            .formatted(
                stalest.size(),
                Numbers.count(links.links()),
                links.isOfAllOrigins() ? "" : ", those of tracked origins",
                links.rows().size() == links.links()
                    ? "all of them"
                    : "the " + Numbers.count(links.rows().size()) + " stalest"));
    page.open("table", "class", "learners").open("thead").open("tr");
    Stream.of(
            "origin → holder",
            "mean staleness (updates)",
            "pushes sent",
            "pushes mixed",
            "last heard (s of run time)")
        .forEach(title -> page.element("th", title));
    page.close("tr").close("thead").open("tbody").line();
    for (LinkTable.Link link : stalest) {
      page.open("tr").element("th", link.source() + " → " + link.target());
      page.element("td", Numbers.fixed(link.staleness(), 2));
      page.element("td", Numbers.count(link.sent())).element("td", Numbers.count(link.mixed()));
      page.element(
          "td",
          Double.isNaN(link.lastHeardSeconds())
              ? "never directly"
              : Numbers.fixed(link.lastHeardSeconds(), 2));
      page.close("tr").line();
    }
    page.close("tbody").close("table").line();
  }

  /** The id of the learner with the worst score on the test part, -1 when none has one. */
  private static int worst(List<LearnerRow> rows) {
    return rows.stream()
        .filter(row -> row.testAccuracy() != null)
        .min(Comparator.comparing(LearnerRow::testAccuracy))
        .or(
            () ->
                rows.stream()
                    .filter(row -> row.testLoss() != null)
                    .max(Comparator.comparing(LearnerRow::testLoss)))
        .map(LearnerRow::learner)
        .orElse(-1);
  }
}
