package dev.starling.cluster;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessPart;
import dev.starling.learning.StalenessSum;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Adds the reports of a run's nodes up to how the run stands, and finds the window in which its
 * rates can be compared with the law. Pure arithmetic on what was reported; used by one thread.
 */
final class RunLedger {
  private static final int STALLED_REPORTS = 8;

  private final RunDescription run;
  private final RunLaw law;
  private final ChurnSchedule churn;
  private final Map<String, NodeReport> reports = new HashMap<>();
  private final Map<String, KeeperMessage.Scored> scores = new HashMap<>();

  /** Nodes that have gone: what they say later is not heard. */
  private final Set<String> gone = new HashSet<>();

  /** By address, nodes of a former keeper that have not reported to this one. */
  private final Map<String, Totals> unheard = new HashMap<>();

  private final Totals goneTotals = Totals.none();
  private StalenessPart goneStaleness = StalenessPart.NONE;
  private Lateness goneUpdateLateness = Lateness.NONE;
  private Lateness goneTickLateness = Lateness.NONE;
  private double goneSeconds;

  private RunProgress latestProgress;
  private Point previous;
  private StalenessSum previousSum = StalenessSum.NONE;
  private Point windowStart;
  private Point windowEnd;
  private CarriedGossip carriedInWindow = CarriedGossip.NONE;
  private int stalledReports;

  RunLedger(RunDescription run, ChurnSchedule churn) {
    this.run = run;
    law = RunLaw.of(run);
    this.churn = churn;
  }

  void add(NodeReport report) {
    if (!gone.contains(report.node())) {
      reports.put(report.node(), report);
    }
  }

  void add(KeeperMessage.Scored scored) {
    if (!gone.contains(scored.node())) {
      scores.put(scored.node(), scored);
    }
  }

  /** A node has gone: what its learners had done by its last report stays counted. */
  void forget(String node) {
    gone.add(node);
    scores.remove(node);
    NodeReport last = reports.remove(node);
    if (last != null) {
      goneTotals.addAll(last.totals().withoutDraws());
      goneStaleness = goneStaleness.plus(last.staleness().withoutLatest());
      goneUpdateLateness = goneUpdateLateness.worse(last.updateLateness());
      goneTickLateness = goneTickLateness.worse(last.tickLateness());
      goneSeconds = Math.max(goneSeconds, last.elapsedSeconds());
    }
  }

  /** A node takes part, perhaps one that comes back under the name of one that has gone. */
  void welcome(String node) {
    gone.remove(node);
  }

  /**
   * What a node had counted, by its address, as a former keeper has it: it stands until the node
   * reports, and for good when it goes before that.
   */
  void expect(String address, Totals counted) {
    unheard.put(address, counted.withoutDraws());
  }

  /** The node of that address reports by itself. */
  void hearFrom(String address) {
    unheard.remove(address);
  }

  /** The node of that address has gone: see {@link #expect}. */
  void giveUp(String address) {
    Totals counted = unheard.remove(address);
    if (counted != null) {
      goneTotals.addAll(counted);
    }
  }

  /** What nodes have counted of which only that is known. */
  void addGone(Totals counted) {
    goneTotals.addAll(counted.withoutDraws());
  }

  /** What the nodes have counted that have gone. */
  Totals countedByGone() {
    return goneTotals.copy();
  }

  /** What a node has counted, as it reported last. */
  Totals counted(String node) {
    return latest(node).map(NodeReport::totals).orElseGet(Totals::none);
  }

  /** The last report of a node. */
  Optional<NodeReport> latest(String node) {
    return Optional.ofNullable(reports.get(node));
  }

  /** What {@link #progress} said last. */
  Optional<RunProgress> latestProgress() {
    return Optional.ofNullable(latestProgress);
  }

  /** How the run stands since the last call, with all learners on nodes that have reported. */
  RunProgress progress() {
    return progress(Long.MAX_VALUE);
  }

  /**
   * How the run stands since the last call.
   *
   * @param leastUnheard fewest updates of the learners of which no node reports
   */
  RunProgress progress(long leastUnheard) {
    Point now = now();
    // What a resumed run brought along was done before: its first report has no rates.
    Point first = run.checkpoints().isResumed() ? now : Point.ZERO;
    Point before = previous == null ? first : previous;
    previous = now;
    double updateRate = now.rateSince(before, Tally.UPDATES);
    double gossipRate = now.rateSince(before, Tally.PUSHES_MIXED);
    int learners = now.learners();
    CarriedGossip carried =
        reports.values().stream()
            .map(NodeReport::carried)
            .reduce(CarriedGossip.NONE, CarriedGossip::plus);
    StalenessPart staleness = staleness();
    boolean burnInOver = isBurnInOver(staleness);
    noteWindow(now, carried, burnInOver);
    double stalenessRecent = staleness.sum().meanSince(previousSum);
    previousSum = staleness.sum();
    double asked = sum(NodeReport::gossipRateSum) / learners;
    double[] accuracies = scored(LearnerScore::accuracy);
    double[] losses = scored(LearnerScore::loss);
    latestProgress =
        new RunProgress(
            now.seconds(),
            reports.size(),
            (int) sum(NodeReport::lanes),
            learners,
            (int) sum(NodeReport::running),
            (int) sum(NodeReport::quarantined),
            Math.min(
                leastUnheard,
                reports.values().stream().mapToLong(NodeReport::updatesMin).min().orElse(0)),
            (double) now.total(Tally.UPDATES) / learners,
            reports.values().stream().mapToLong(NodeReport::updatesMax).max().orElse(0),
            updateRate,
            gossipRate,
            asked,
            law.among(learners).requiredGossipRate(updateRate),
            carried,
            least(accuracies),
            median(accuracies),
            most(accuracies),
            least(losses),
            median(losses),
            most(losses),
            scores.values().stream()
                .mapToDouble(KeeperMessage.Scored::consensusRms)
                .max()
                .orElse(Double.NaN),
            new StalenessReport(burnInOver, staleness.summary()),
            law.among(learners).staleness(updateRate, gossipRate),
            now.sampleMeanSince(before),
            stalenessRecent,
            now.totals(),
            worst(goneUpdateLateness, NodeReport::updateLateness),
            worst(goneTickLateness, NodeReport::tickLateness),
            reports.values().stream()
                .map(NodeReport::memory)
                .reduce(NodeMemory.NONE, NodeMemory::plus),
            reports.values().stream()
                .map(NodeReport::stalest)
                .filter(Diagnosis::isKnown)
                .max(Comparator.comparingDouble(Diagnosis::staleness))
                .orElse(Diagnosis.NONE),
            Diagnosis.slowestOf(reports.values().stream().map(NodeReport::slowest).toList()));
    return latestProgress;
  }

  /** Whether the run is over by what was just reported. */
  Optional<RunResult.End> endReached(RunProgress progress) {
    boolean stalled = progress.running() == 0 && progress.quarantined() > 0;
    stalledReports = stalled ? stalledReports + 1 : 0;
    if (stalledReports >= STALLED_REPORTS) {
      return Optional.of(RunResult.End.DIVERGED);
    }
    double wanted = run.limits().untilAccuracy();
    boolean reached = wanted > 0 && progress.accuracyMin() >= wanted;
    return reached ? Optional.of(RunResult.End.ACCURACY) : Optional.empty();
  }

  /** The part of the run in which all clocks ran and the burn-in was over. */
  RunResult.MeasuredWindow window() {
    if (windowStart == null || windowEnd == null || windowEnd.seconds() <= windowStart.seconds()) {
      return RunResult.MeasuredWindow.NONE;
    }
    double seconds = windowEnd.seconds() - windowStart.seconds();
    double updateRate = windowEnd.rateSince(windowStart, Tally.UPDATES);
    return new RunResult.MeasuredWindow(
        seconds,
        updateRate,
        windowEnd.rateSince(windowStart, Tally.PUSHES_MIXED),
        windowEnd.sampleMeanSince(windowStart),
        carriedInWindow,
        windowEnd.totals().since(windowStart.totals()),
        (windowEnd.total(Tally.UPDATES) - windowStart.total(Tally.UPDATES))
            / (windowEnd.learnerSeconds() - windowStart.learnerSeconds())
            * seconds);
  }

  private void noteWindow(Point now, CarriedGossip carried, boolean burnInOver) {
    boolean allRunning = sum(NodeReport::running) == churn.live().cardinality();
    if (burnInOver && allRunning) {
      if (windowStart == null) {
        windowStart = now;
      }
      windowEnd = now;
      carriedInWindow = carriedInWindow.plus(carried);
    }
  }

  /** Of all nodes with learners, those that have gone included. */
  private StalenessPart staleness() {
    return reports.values().stream()
        .map(NodeReport::staleness)
        .reduce(goneStaleness, StalenessPart::plus);
  }

  /** Whether all nodes with learners say so; a learner alone has none. */
  private boolean isBurnInOver(StalenessPart staleness) {
    return staleness.learners() > 0
        && !reports.isEmpty()
        && reports.values().stream()
            .filter(report -> report.learners() > 0)
            .allMatch(NodeReport::burnInOver);
  }

  private Lateness worst(Lateness ofGone, Function<NodeReport, Lateness> figure) {
    return reports.values().stream().map(figure).reduce(ofGone, Lateness::worse);
  }

  private double sum(ToDoubleFunction<NodeReport> figure) {
    return reports.values().stream().mapToDouble(figure).sum();
  }

  private double[] scored(ToDoubleFunction<LearnerScore> figure) {
    return scores.values().stream()
        .flatMap(node -> node.scores().stream())
        .filter(score -> !score.quarantined())
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  private static double least(double[] sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[0];
  }

  private static double most(double[] sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1
        ? sorted[middle]
        : DoubleStream.of(sorted[middle - 1], sorted[middle]).average().orElseThrow();
  }

  private Point now() {
    Totals totals = goneTotals.copy();
    unheard.values().forEach(totals::addAll);
    int learners = 0;
    double seconds = goneSeconds;
    for (NodeReport report : reports.values()) {
      totals.addAll(report.totals());
      learners += report.learners();
      seconds = Math.max(seconds, report.elapsedSeconds());
    }
    return new Point(seconds, learners, totals, !run.clock().isPaced());
  }

  /**
   * The run's totals at one moment. Rates are over the time for which learners have been there, by
   * the same reports, so it does not matter that nodes report at different times, or have gone.
   *
   * @param evaluationCosts whether the time in evaluation is not for training; a paced clock makes
   *     up for it
   */
  private record Point(double seconds, int learners, Totals totals, boolean evaluationCosts) {
    private static final double NANOS = 1e9;
    static final Point ZERO = new Point(0, 0, Totals.none(), false);

    long total(Tally tally) {
      return totals.get(tally);
    }

    /** Sum over the learners of the time for which they have been there. */
    double learnerSeconds() {
      return total(Tally.LEARNER_NS) / NANOS;
    }

    /** Per learner and second of training. */
    double rateSince(Point earlier, Tally tally) {
      double evaluation = countSince(earlier, Tally.EVALUATION_NS);
      double trained = evaluationCosts ? 1 - evaluation / countSince(earlier, Tally.LANE_NS) : 1;
      return countSince(earlier, tally) / (trained * (learnerSeconds() - earlier.learnerSeconds()));
    }

    double sampleMeanSince(Point earlier) {
      return countSince(earlier, Tally.STALENESS_SAMPLE_MILLIS)
          / countSince(earlier, Tally.STALENESS_SAMPLES)
          / 1e3;
    }

    private double countSince(Point earlier, Tally tally) {
      return total(tally) - earlier.total(tally);
    }
  }
}
