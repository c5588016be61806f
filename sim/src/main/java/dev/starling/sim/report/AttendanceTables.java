package dev.starling.sim.report;

import dev.starling.sim.summary.ArrivalSummary;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.OutageSummary;
import dev.starling.sim.summary.ReturnedLearner;
import dev.starling.sim.summary.ReturnsSummary;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.UnlistedAttendance;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a page that tell who came, went and was cut off in mid-run. Stateless. */
final class AttendanceTables {
  private static final int ROWS_MAX = 256;

  private AttendanceTables() {}

  /** Whether there is anything to tell. */
  static boolean isAny(RunSummary summary) {
    return summary.departures() != null
        || summary.arrivals() != null
        || summary.returns() != null
        || summary.outages() != null;
  }

  /** All that there is to tell. */
  static void write(Markup page, RunSummary summary) {
    if (summary.departures() != null) {
      departures(page, summary.departures());
    }
    if (summary.arrivals() != null) {
      arrivals(page, summary.arrivals());
    }
    if (summary.returns() != null) {
      returns(page, summary.returns());
    }
    if (summary.outages() != null) {
      outages(page, summary.outages());
    }
    if (summary.unlisted() != null) {
      unlisted(page, summary.unlisted());
    }
  }

  private static void departures(Markup page, List<DepartureSummary> departures) {
    page.element("h3", "Nodes that went");
    open(
        page,
        "node",
        "cause",
        "decided at (s)",
        "noticed after (s)",
        "decided after that (s)",
        "learners",
        "live again after (s)");
    for (DepartureSummary gone : departures) {
      row(
          page,
          gone.node(),
          Stream.of(
              gone.cause(),
              Numbers.fixed(gone.atSeconds(), 1),
              Numbers.fixed(gone.detectionSeconds(), 1),
              Numbers.fixed(gone.decisionSeconds(), 1),
              Numbers.count(gone.learners()),
              Numbers.fixed(gone.recoverySeconds(), 1)));
    }
    close(page);
  }

  private static void arrivals(Markup page, List<ArrivalSummary> arrivals) {
    page.element("h3", "Nodes that came");
    open(
        page,
        "node",
        "asked to take part at (s)",
        "clocks ran after (s)",
        "learners that moved there",
        "the last of them after (s)");
    for (ArrivalSummary come : arrivals) {
      row(
          page,
          come.node(),
          Stream.of(
              Numbers.fixed(come.atSeconds(), 1),
              Numbers.fixed(come.beginSeconds(), 1),
              Numbers.count(come.learners()),
              Numbers.fixed(come.takeoverSeconds(), 1)));
    }
    close(page);
  }

  private static void returns(Markup page, ReturnsSummary returns) {
    page.element("h3", "Learners that came to live again");
    page.element(
            "p",
            "%s times a learner came to live again after its node was lost or it had moved; %s did not."
                    .formatted(Numbers.count(returns.live()), Numbers.count(returns.missing()))
                + " A version is the incarnation and the updates. The accuracy after is that of the"
                + " model with which the learner goes on, before its first step or mixing; that"
                + " before is as old as is told.")
        .line();
    int rows = Math.min(ROWS_MAX, returns.learners().size());
    if (rows < returns.live()) {
      page.element("p", "The first %s of them.".formatted(Numbers.count(rows))).line();
    }
    open(
        page,
        "learner",
        "cause",
        "from",
        "to",
        "version before",
        "version after",
        "model",
        "accuracy before",
        "its age (s)",
        "accuracy after",
        "live after (s)");
    returns.learners().stream().limit(rows).forEach(each -> learner(page, each));
    close(page);
  }

  private static void learner(Markup page, ReturnedLearner each) {
    row(
        page,
        Integer.toString(each.learner()),
        Stream.of(
            each.cause(),
            each.from(),
            each.to(),
            each.incarnationBefore() + "." + each.updatesBefore(),
            each.incarnationAfter() + "." + each.updatesAfter(),
            each.giver() == null ? each.origin() : "pushes, the last of learner " + each.giver(),
            Numbers.percent(each.accuracyBefore()),
            Numbers.fixed(each.accuracyAgeSeconds(), 1),
            Numbers.percent(each.accuracyAfter()),
            Numbers.fixed(each.secondsToLive(), 1)));
  }

  private static void outages(Markup page, List<OutageSummary> outages) {
    page.element("h3", "Nodes that were without their media driver");
    open(page, "node", "times", "in all (s)");
    for (OutageSummary each : outages) {
      row(
          page,
          each.node(),
          Stream.of(Numbers.count(each.count()), Numbers.fixed(each.seconds(), 1)));
    }
    close(page);
  }

  private static void unlisted(Markup page, UnlistedAttendance more) {
    page.element(
            "p",
            "Not listed for want of room: %s departures, %s arrivals, outages of %s nodes."
                .formatted(
                    Numbers.count(more.departures()),
                    Numbers.count(more.arrivals()),
                    Numbers.count(more.outages())))
        .line();
  }

  private static void open(Markup page, String... titles) {
    page.open("table", "class", "learners").open("thead").open("tr");
    Stream.of(titles).forEach(title -> page.element("th", title));
    page.close("tr").close("thead").open("tbody").line();
  }

  private static void row(Markup page, String name, Stream<String> cells) {
    page.open("tr").element("th", name);
    cells.forEach(cell -> page.element("td", cell));
    page.close("tr").line();
  }

  private static void close(Markup page) {
    page.close("tbody").close("table").line();
  }
}
