package dev.starling.sim.report;

import dev.starling.sim.summary.BoundsSummary;
import dev.starling.sim.summary.MeasuredStaleness;
import dev.starling.sim.summary.RunIdentity;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.Settling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page that a run leaves for people: one file with its style and pictures inside, no script, no
 * address outside, the same on a screen, on paper and without a network. All text is escaped. Used
 * by one thread.
 */
public final class HtmlReport {
  private static final int SPLIT_ROWS_MAX = 64;
  private static final int SPLIT_CLASSES_MAX = 20;

  /** Room for a picture: the width of the page, or half of it. */
  private enum Size {
    WIDE(960, 480),
    HALF(560, 380);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private final ReportInput input;
  private final Map<String, Plot> plots;
  private final Markup page = new Markup();

  private HtmlReport(ReportInput input, List<Plot> plots) {
    this.input = input;
    this.plots = plots.stream().collect(Collectors.toMap(Plot::name, Function.identity()));
  }

  /**
   * The page as text.
   *
   * @param plots of {@link Plots#all}; those that are missing are left out
   */
  public static String render(ReportInput input, List<Plot> plots) {
    return new HtmlReport(input, plots).render();
  }

  private String render() {
    RunSummary summary = input.summary();
    PageHead.open(page, title(summary));
    header(summary);
    learning();
    comparison();
    staleness(summary.staleness(), summary.settling());
    split();
    learners();
    attendance(summary);
    summaryTable(summary);
    origin();
    return page.close("main").close("body").close("html").line().toString();
  }

  private static String title(RunSummary summary) {
    String state =
        summary.learnersDiverged() > 0
            ? " (diverged)"
            : summary.run().isInterrupted() ? " (interrupted)" : "";
    return "Starling run " + summary.run().id() + state;
  }

  private void header(RunSummary summary) {
    Verdict verdict = Verdict.of(summary);
    page.open("header", "class", verdict.outcome().name().toLowerCase(Locale.ROOT));
    page.element("p", "Starling run " + summary.run().id(), "class", "kicker");
    page.element("h1", verdict.headline());
    page.element("p", verdict.detail(), "class", "lead");
    page.element("p", facts(summary.run()), "class", "facts");
    page.close("header").line();
    page.open("div", "class", "tiles");
    scoreTiles(summary);
    if (summary.staleness() != null && summary.staleness().mean() != null) {
      Double law = summary.staleness().law();
      tile(
          "staleness, mean",
          Numbers.fixed(summary.staleness().mean(), 2),
          law == null ? "updates" : "updates; law " + Numbers.fixed(law, 2),
          "");
    }
    if (summary.gossip() != null) {
      tile(
          "moved",
          Numbers.bytes(summary.gossip().bytes()),
          Numbers.count(summary.gossip().mixed()) + " pushes mixed",
          "");
    }
    page.close("div").line();
  }

  private void scoreTiles(RunSummary summary) {
    boolean accuracy = summary.accuracy() != null;
    Function<Double, String> words = accuracy ? Numbers::percent : Numbers::compact;
    BoundsSummary bounds = summary.bounds();
    boolean shares = bounds != null && bounds.areAccuracies(summary.accuracy());
    Function<Double, String> boundWords = shares ? Numbers::percent : Numbers::compact;
    String score = shares ? "test accuracy" : "test loss";
    if (bounds != null && bounds.centralised() != null) {
      tile("centralised SGD", boundWords.apply(bounds.centralised()), score, "centralised");
    }
    if (accuracy || summary.loss() != null) {
      double worst = accuracy ? summary.accuracy().min() : summary.loss().max();
      double median = accuracy ? summary.accuracy().median() : summary.loss().median();
      tile("worst learner", words.apply(worst), "median " + words.apply(median), "gossip");
    }
    if (bounds != null && bounds.isolated() != null) {
      tile("isolated, median", boundWords.apply(bounds.isolated().median()), score, "isolated");
    }
  }

  private void tile(String name, String value, String note, String style) {
    page.open("div", "class", ("tile " + style).strip());
    page.element("div", name, "class", "name");
    page.element("div", value, "class", "value");
    page.element("div", note, "class", "note");
    page.close("div");
  }

  private static String facts(RunIdentity run) {
    return Stream.of(
            Numbers.count(run.learners()) + (run.learners() == 1 ? " learner" : " learners"),
            run.data(),
            run.split(),
            run.model(),
            Numbers.count(run.updatesPerLearner()) + " updates each",
            Numbers.fixed(run.seconds(), 1)
                + " s"
                + ("virtual".equals(run.host()) ? " of virtual time" : ""),
            "seed " + run.seed())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  private void learning() {
    section("Learning");
    figure("accuracy-seconds", Size.WIDE);
    page.open("div", "class", "pair");
    figure("accuracy-updates", Size.HALF);
    figure("accuracy-bytes", Size.HALF);
    figure("loss-seconds", Size.HALF);
    figure("consensus-seconds", Size.HALF);
    page.close("div").close("section").line();
  }

  private void comparison() {
    if (plots.containsKey("comparison-updates")) {
      section("Beside other runs");
      figure("comparison-updates", Size.WIDE);
      table(
          Stream.concat(Stream.of(input.metrics()), input.others().stream())
              .map(HtmlReport::ending)
              .toList());
      page.close("section").line();
    }
  }

  /** Where a run's curves end. */
  private static SummaryTable.Row ending(MetricsSeries run) {
    MetricsRow last =
        run.rows().stream()
            .filter(row -> row.accuracy() != null || row.loss() != null)
            .reduce((first, next) -> next)
            .orElse(null);
    if (last == null) {
      return new SummaryTable.Row(run.name(), Numbers.ABSENT, "no learner was evaluated");
    }
    Double seconds = run.worstSecondsTo(0.8);
    return new SummaryTable.Row(
        run.name(),
        last.accuracy() == null
            ? SummaryTable.compacts(last.loss())
            : SummaryTable.percents(last.accuracy()),
        "validation part at "
            + Numbers.fixed(last.seconds(), 1)
            + " s: smallest, median, largest"
            + (seconds == null
                ? ""
                : "; worst learner at 80 % after " + Numbers.fixed(seconds, 1) + " s"));
  }

  private void staleness(MeasuredStaleness staleness, Settling settling) {
    if (staleness == null) {
      return;
    }
    section("Staleness and the law");
    paragraph(
        "The staleness of an origin at a holder is the number of the origin's updates that the"
            + " holder has not mixed yet. With n learners that update at rate r and push at rate λ,"
            + " its mean is r·H(n−1)/λ, so λ must grow as log n to hold it.");
    if (Boolean.TRUE.equals(staleness.tooShort())) {
      page.element(
          "p",
          "Too short: fewer than 500 updates per learner were measured after the burn-in, so the"
              + " mean says little.",
          "class",
          "warning");
    }
    page.open("div", "class", "pair");
    figure("staleness-seconds", Size.HALF);
    figure("gossip-rate-seconds", Size.HALF);
    figure("staleness-shares", Size.HALF);
    figure("age-shares", Size.HALF);
    page.close("div").line();
    table(SummaryTable.ofStaleness(staleness));
    if (settling != null) {
      page.element("h3", "After changes in mid-run");
      paragraph(
          "Time until the mean over %s s is, and stays, within %s of the target."
              .formatted(
                  Numbers.compact(settling.windowSeconds()), Numbers.percent(settling.band())));
      table(SummaryTable.ofSettling(settling));
    }
    page.close("section").line();
    links();
  }

  private void links() {
    StalenessDetail detail = input.staleness();
    if (detail != null && !detail.links().rows().isEmpty()) {
      section("Links");
      figure("links", Size.WIDE);
      LearnerTables.links(page, detail.links());
      page.close("section").line();
    }
  }

  private void split() {
    SplitTable split = input.split();
    if (split == null) {
      return;
    }
    section("The split");
    paragraph("Training samples of each class at each learner, split " + split.spec() + ".");
    if (split.learners() > SPLIT_ROWS_MAX || split.classes().size() > SPLIT_CLASSES_MAX) {
      figure("split", Size.WIDE);
    } else {
      LearnerTables.split(page, split);
    }
    page.close("section").line();
  }

  private void learners() {
    if (!input.learners().isEmpty()) {
      section("Learners");
      LearnerTables.learners(page, input.learners());
      page.close("section").line();
    }
  }

  private void attendance(RunSummary summary) {
    if (AttendanceTables.isAny(summary)) {
      section("Who came and went");
      AttendanceTables.write(page, summary);
      page.close("section").line();
    }
  }

  private void summaryTable(RunSummary summary) {
    section("Summary");
    paragraph(
        "The same numbers, unrounded, are in summary.json; the rows behind the curves are in"
            + " metrics.csv.");
    table(SummaryTable.of(summary));
    page.close("section").line();
  }

  private void origin() {
    section("Where this comes from");
    if (input.command() != null) {
      paragraph("The command that repeats this run:");
      page.element("pre", input.command());
    }
    page.open("div", "class", "pair");
    page.open("div").element("h3", "Configuration").element("pre", input.config()).close("div");
    page.open("div").element("h3", "Versions and seed").element("pre", input.versions());
    page.close("div").close("div").close("section").line();
  }

  private void table(List<SummaryTable.Row> rows) {
    page.open("table", "class", "keys").open("tbody").line();
    for (SummaryTable.Row row : rows) {
      page.open("tr").element("th", row.key()).element("td", row.value(), "class", "number");
      page.element("td", row.meaning(), "class", "meaning").close("tr").line();
    }
    page.close("tbody").close("table").line();
  }

  private void figure(String name, Size size) {
    Plot plot = plots.get(name);
    if (plot != null) {
      page.open("figure").open("div", "role", "img", "aria-label", plot.caption());
      page.raw(plot.toSvg(size.width, size.height)).close("div");
      page.element("figcaption", plot.caption()).close("figure").line();
    }
  }

  private void section(String title) {
    page.open("section").element("h2", title).line();
  }

  private void paragraph(String text) {
    page.element("p", text).line();
  }
}
