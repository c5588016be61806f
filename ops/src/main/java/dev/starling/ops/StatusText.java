package dev.starling.ops;

import dev.starling.cluster.ClusterStatus;
import dev.starling.cluster.ClusterStatus.NodeStatus;
import dev.starling.cluster.NodeDeparture;
import dev.starling.cluster.NodeReport;
import dev.starling.cluster.RunProgress;
import dev.starling.cluster.aeron.Tally;
import dev.starling.learning.Diagnosis;
import dev.starling.sim.report.Symptoms;
import dev.starling.sim.summary.LastLearner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the state of a cluster into words. */
final class StatusText {
  private static final String ROW = "%-22s %-11s %6s %9s %11s %11s %9s%n";

  private StatusText() {}

  static String of(ClusterStatus status) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            "node",
            "state",
            "lanes",
            "learners",
            "updates/s",
            "pushes/s",
            "dropped"));
    status.nodes().forEach(node -> text.append(row(node)));
    text.append(System.lineSeparator());
    if (!status.isOfKeeper()) {
      return text.append("the keeper of runs does not answer; so node ")
          .append(status.seenBy())
          .append(" sees the cluster. A run, if one is under way, goes on")
          .append(System.lineSeparator())
          .toString();
    }
    if (status.runId().isEmpty()) {
      return text.append("no run is under way").append(System.lineSeparator()).toString();
    }
    text.append("run         ").append(status.runId()).append(": ");
    text.append(Figures.learners(status.learners())).append(", ");
    text.append(status.phase().toLowerCase(Locale.ROOT)).append(System.lineSeparator());
    status
        .progress()
        .forEach(
            progress ->
                lines(progress, status)
                    .forEach(line -> text.append(line).append(System.lineSeparator())));
    status.departures().forEach(gone -> text.append(line(gone)).append(System.lineSeparator()));
    status
        .outages()
        .forEach(
            each -> text.append("outages     ").append(each.text()).append(System.lineSeparator()));
    return text.toString();
  }

  private static String row(NodeStatus node) {
    String state = state(node);
    if (node.report().isEmpty()) {
      return String.format(Locale.ROOT, ROW, node.name(), state, "", "", "", "", "");
    }
    NodeReport report = node.report().get(0);
    double seconds = report.elapsedSeconds();
    return String.format(
        Locale.ROOT,
        ROW,
        node.name(),
        state,
        report.lanes(),
        Figures.count(report.learners()),
        Figures.compact(report.totals().get(Tally.UPDATES) / seconds),
        Figures.compact(report.totals().get(Tally.PUSHES_MIXED) / seconds),
        Figures.count(PushTotals.of(report.totals()).droppedFrames()));
  }

  private static String state(NodeStatus node) {
    if (!node.isReachable()) {
      return "unreachable";
    }
    if (!node.answers()) {
      return "silent " + Figures.fixed(node.silentSeconds(), 0) + " s";
    }
    return node.state().isEmpty() ? "ready" : node.state().toLowerCase(Locale.ROOT);
  }

  private static String live(ClusterStatus status) {
    int unheard = status.learnersUnheard();
    String live = "%,d learners live".formatted(status.learnersLive());
    return unheard == 0 ? live : live + ", %,d on nodes that do not answer".formatted(unheard);
  }

  private static List<String> lines(RunProgress now, ClusterStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "            %s, %s, %,d updates by the slowest"
            .formatted(Figures.clock(now.elapsedSeconds()), live(status), now.updatesMin()));
    lines.add(
        "accuracy    worst %s %%  median %s %%  best %s %%"
            .formatted(
                Figures.percent(now.accuracyMin()),
                Figures.percent(now.accuracyMedian()),
                Figures.percent(now.accuracyMax())));
    lines.add(
        "gossip      λ %s per second and learner (the law asks %s), r %s"
            .formatted(
                Figures.compact(now.gossipRate()),
                Figures.compact(now.gossipRateRequired()),
                Figures.compact(now.updateRate())));
    lines.add(
        "staleness   %s updates (the law says %s, target %s)"
            .formatted(
                Figures.compact(now.stalenessRecent()),
                Figures.compact(now.stalenessLaw()),
                Figures.compact(status.stalenessTarget())));
    if (now.slowest().isKnown()) {
      lines.add("slowest     " + last(now.slowest()));
    }
    if (now.stalest().isKnown()) {
      lines.add("stalest     " + last(now.stalest()));
    }
    PushTotals.of(now.totals())
        .dropped()
        .forEach(
            (reason, count) -> lines.add("dropped     " + reason + " " + Figures.count(count)));
    return lines;
  }

  private static String last(Diagnosis of) {
    return "learner %d: %s".formatted(of.learner(), Symptoms.why(LastLearner.of(of)));
  }

  private static String line(NodeDeparture gone) {
    return "departed    " + gone.text();
  }
}
