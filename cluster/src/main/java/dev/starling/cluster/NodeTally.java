package dev.starling.cluster;

import dev.starling.cluster.aeron.LaneSnapshot;
import dev.starling.cluster.aeron.PreparedRun;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.StalenessPart;
import dev.starling.run.RunLaw;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Adds up a node's lanes, and decides when the burn-in of the staleness is over, by the λ achieved
 * so far.
 */
final class NodeTally {
  private static final double NANOS = 1e9;

  private final String node;
  private final PreparedRun run;
  private final MeasuringStart<?> start;
  private long startNs;
  private RunOutages outages;
  private boolean burnInOver;
  private Diagnosis stalest = Diagnosis.NONE;
  private Diagnosis slowest = Diagnosis.NONE;

  /**
   * @param start on which the nodes of the run agree
   */
  NodeTally(String node, PreparedRun run, MeasuringStart<?> start) {
    this.node = node;
    this.run = run;
    this.start = start;
  }

  /**
   * The clocks of this node start.
   *
   * @param atNs when they do, as reports shall have it
   * @param from counts from there
   */
  void begin(long atNs, RunOutages from) {
    startNs = atNs;
    outages = from;
  }

  /**
   * To be called once the clocks have started.
   *
   * @param clocksRun whether the clocks still run, so that the burn-in may end
   * @param memory that the run has taken, if measured
   */
  NodeReport report(List<LaneSnapshot> lanes, long atNs, boolean clocksRun, NodeMemory memory) {
    Totals totals = Totals.none();
    int learners = 0;
    int running = 0;
    int quarantined = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    double gossipRates = 0;
    double networkRates = 0;
    CarriedGossip carried = CarriedGossip.NONE;
    Histogram lateness = null;
    Histogram tickLateness = null;
    List<LearnerActivity> activities = new ArrayList<>();
    for (LaneSnapshot lane : lanes) {
      learners += lane.learners();
      running += lane.running();
      quarantined += lane.quarantined();
      least = Math.min(least, lane.updatesMin());
      most = Math.max(most, lane.updatesMax());
      gossipRates += lane.gossipRateSum();
      networkRates += lane.networkRateSum();
      carried = carried.plus(lane.carried());
      totals.addAll(lane.totals());
      activities.addAll(lane.activities());
      if (lateness == null) {
        lateness = lane.updateLateness();
        tickLateness = lane.tickLateness();
      } else {
        lateness.add(lane.updateLateness());
        tickLateness.add(lane.tickLateness());
      }
    }
    double elapsedSeconds = (atNs - startNs) / NANOS;
    if (clocksRun) {
      proposeWhenDue(totals, learners, elapsedSeconds, atNs);
      beginMeasuringWhenAgreed();
    }
    StalenessPart staleness = staleness();
    if (!slowest.isKnown() || (clocksRun && running == learners)) {
      // A learner that has finished is neither slow nor stale.
      double[] byHolder = staleness.byHolder();
      stalest = Diagnosis.stalest(activities, byHolder);
      slowest = Diagnosis.slowest(activities, byHolder);
    }
    return new NodeReport(
        run.description().id(),
        node,
        elapsedSeconds,
        lanes.size(),
        learners,
        running,
        quarantined,
        least,
        most,
        gossipRates,
        networkRates,
        carried,
        totals,
        lateness == null ? Lateness.NONE : Lateness.of(lateness),
        tickLateness == null ? Lateness.NONE : Lateness.of(tickLateness),
        memory,
        outages.soFar(),
        burnInOver,
        staleness,
        stalest,
        slowest);
  }

  /** Once every node that has something to measure is through with its burn-in. */
  void beginMeasuringWhenAgreed() {
    if (!burnInOver && start.agreed() != MeasuringStart.OPEN) {
      run.grid().measureFrom(start.agreed());
      burnInOver = true;
    }
  }

  private void proposeWhenDue(Totals totals, int learners, double elapsedSeconds, long atNs) {
    long mixed = totals.get(Tally.PUSHES_MIXED);
    if (start.isProposed() || run.grid() == null || mixed == 0) {
      return;
    }
    double gossipRate = mixed / (elapsedSeconds * learners);
    long measuredNs = atNs - run.grid().timeNs(0);
    if (measuredNs / NANOS > RunLaw.of(run.description()).burnInSeconds(gossipRate)) {
      double intervalNs = run.description().measuring().gridSeconds() * NANOS;
      start.propose((long) (measuredNs / intervalNs) + 1);
    }
  }

  private StalenessPart staleness() {
    return run.grid() == null || run.description().learners() < 2
        ? StalenessPart.NONE
        : run.grid().part();
  }
}
