package dev.starling.cluster;

import dev.starling.cluster.aeron.LaneSnapshot;
import dev.starling.cluster.aeron.PreparedRun;
import dev.starling.cluster.aeron.Tally;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.StalenessGrid;
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
  private boolean burnInOver;
  private Diagnosis stalest = Diagnosis.NONE;
  private Diagnosis slowest = Diagnosis.NONE;

  NodeTally(String node, PreparedRun run) {
    this.node = node;
    this.run = run;
  }

  /**
   * @param clocksRun whether the clocks still run, so that the burn-in may end
   * @param memory that the run has taken, if measured
   */
  NodeReport report(
      List<LaneSnapshot> lanes, long startNs, long atNs, boolean clocksRun, NodeMemory memory) {
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
      endBurnInWhenDue(totals, learners, elapsedSeconds, atNs);
    }
    StalenessReport staleness = staleness();
    if (!slowest.isKnown() || (clocksRun && running == learners)) {
      // A learner that has finished is neither slow nor stale.
      stalest = Diagnosis.stalest(activities, staleness.byHolder());
      slowest = Diagnosis.slowest(activities, staleness.byHolder());
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
        staleness,
        stalest,
        slowest);
  }

  private void endBurnInWhenDue(Totals totals, int learners, double elapsedSeconds, long atNs) {
    StalenessGrid grid = run.grid();
    long mixed = totals.get(Tally.PUSHES_MIXED);
    if (burnInOver || grid == null || mixed == 0) {
      return;
    }
    double gossipRate = mixed / (elapsedSeconds * learners);
    long measuredNs = atNs - grid.timeNs(0);
    if (measuredNs / NANOS > RunLaw.of(run.description()).burnInSeconds(gossipRate)) {
      double intervalNs = run.description().measuring().gridSeconds() * NANOS;
      grid.measureFrom((long) (measuredNs / intervalNs) + 1);
      burnInOver = true;
    }
  }

  private StalenessReport staleness() {
    StalenessGrid grid = run.grid();
    return grid == null || run.description().learners() < 2
        ? StalenessReport.NONE
        : StalenessReport.of(grid.summary(), grid.sum(), burnInOver);
  }
}
