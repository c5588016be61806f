package dev.starling.ops;

import dev.starling.sim.summary.ArrivalSummary;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.OutageSummary;
import dev.starling.sim.summary.ReturnsSummary;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.UnlistedAttendance;
import java.util.ArrayList;
import java.util.List;

/** Who came, went and was cut off in a run, in a few lines for a terminal. Stateless. */
final class AttendanceText {
  private AttendanceText() {}

  static void add(RunSummary summary, SummaryLines lines) {
    if (summary.departures() != null) {
      summary.departures().forEach(gone -> departure(gone, lines));
    }
    if (summary.arrivals() != null) {
      summary.arrivals().forEach(come -> arrival(come, lines));
    }
    if (summary.returns() != null) {
      returns(summary.returns(), lines);
    }
    if (summary.outages() != null) {
      summary.outages().forEach(each -> outage(each, lines));
    }
    if (summary.unlisted() != null) {
      unlisted(summary.unlisted(), lines);
    }
  }

  private static void departure(DepartureSummary gone, SummaryLines lines) {
    if (gone.cause().equals("failed")) {
      lines.add("departed", "node %s could not do its part, and left", gone.node());
      return;
    }
    if (!gone.cause().equals("lost")) {
      lines.add("departed", "node %s %s in good order", gone.node(), gone.cause());
      return;
    }
    lines.add(
        "departed",
        "node %s was lost: noticed after %s s, decided after %s s more, its %s %s",
        gone.node(),
        seconds(gone.detectionSeconds()),
        seconds(gone.decisionSeconds()),
        Figures.learners(gone.learners()),
        recovery(gone.recoverySeconds()));
    lines.add(
        "",
        "%s of them from a checkpoint, %s from pushes of peers",
        Figures.count(gone.fromCheckpoint()),
        Figures.count(gone.fromPush()));
  }

  private static void arrival(ArrivalSummary come, SummaryLines lines) {
    lines.add(
        "joined",
        "node %s at %s s, its clocks ran %s s later; %s moved there%s",
        come.node(),
        seconds(come.atSeconds()),
        seconds(come.beginSeconds()),
        Figures.learners(come.learners()),
        come.learners() == 0 ? "" : " within " + seconds(come.takeoverSeconds()) + " s");
  }

  private static void outage(OutageSummary each, SummaryLines lines) {
    lines.add(
        "outages",
        "node %s: %s of its media driver, %s s in all",
        each.node(),
        Figures.count(each.count()),
        seconds(each.seconds()));
  }

  private static void unlisted(UnlistedAttendance more, SummaryLines lines) {
    lines.add(
        "not listed",
        "%s departures, %s arrivals, outages of %s nodes",
        Figures.count(more.departures()),
        Figures.count(more.arrivals()),
        Figures.count(more.outages()));
  }

  private static String recovery(Double seconds) {
    return seconds == null
        ? "are not all live again"
        : "live again " + seconds(seconds) + " s later";
  }

  private static void returns(ReturnsSummary returns, SummaryLines lines) {
    if (returns.live() == 0) {
      lines.add(
          "returned", "none of %s that were lost or moved", Figures.learners(returns.missing()));
      return;
    }
    lines.add(
        "returned",
        "%s of learners that were lost or moved, within %s s each (%s)%s",
        Figures.count(returns.live()) + (returns.live() == 1 ? " return" : " returns"),
        seconds(returns.slowestSeconds()),
        origins(returns),
        returns.missing() == 0
            ? ""
            : "; " + Figures.count(returns.missing()) + " are not live again");
    if (returns.worstAccuracyChange() != null) {
      double points = 100 * returns.worstAccuracyChange();
      lines.add(
          "",
          "first accuracy of each %s its last before",
          points < 0
              ? "at worst " + Figures.fixed(-points, 1) + " points below"
              : "at least " + Figures.fixed(points, 1) + " points above");
    }
  }

  private static String origins(ReturnsSummary returns) {
    List<String> origins = new ArrayList<>();
    addOrigin(returns.fromCheckpoint(), "from a checkpoint", origins);
    addOrigin(returns.handedOver(), "as handed over", origins);
    addOrigin(returns.fromPush(), "from a peer's push", origins);
    addOrigin(returns.fresh(), "fresh", origins);
    return String.join(", ", origins);
  }

  private static void addOrigin(long count, String what, List<String> origins) {
    if (count > 0) {
      origins.add(Figures.count(count) + " " + what);
    }
  }

  private static String seconds(Double known) {
    return Figures.fixed(known == null ? Double.NaN : known, 1);
  }
}
