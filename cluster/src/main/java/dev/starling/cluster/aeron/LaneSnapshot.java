package dev.starling.cluster.aeron;

import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerState;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a lane's learners have done by one moment, copied on the lane.
 *
 * @param learners that have a seat
 * @param running of these, those that train
 * @param quarantined of these, those that have diverged
 * @param updatesMin fewest updates of a learner; {@link Long#MAX_VALUE} without learners
 * @param updatesMax most updates of a learner
 * @param gossipRateSum sum of the rates λ that learners ask for now, in pushes per second
 * @param networkRateSum sum of their estimates r̂ of the network's update rate, per second
 * @param carried what links and lane carry of it
 * @param totals of the lane and of all learners that it has had
 * @param updateLateness in ns, paced clocks only
 * @param tickLateness of gossip ticks, in ns
 * @param activities of the learners
 */
public record LaneSnapshot(
    int learners,
    int running,
    int quarantined,
    long updatesMin,
    long updatesMax,
    double gossipRateSum,
    double networkRateSum,
    CarriedGossip carried,
    Totals totals,
    Histogram updateLateness,
    Histogram tickLateness,
    List<LearnerActivity> activities) {

  /** Of a lane that runs nothing. */
  static LaneSnapshot empty(LaneLog log) {
    return new LaneSnapshot(
        0,
        0,
        0,
        Long.MAX_VALUE,
        0,
        0,
        0,
        CarriedGossip.NONE,
        log.copyTotals(),
        log.copyLateness(),
        log.copyTickLateness(),
        List.of());
  }

  static LaneSnapshot of(LaneRun run, LaneLog log) {
    Totals totals = log.copyTotals().add(Tally.LANE_NS, run.elapsedNs());
    int learners = 0;
    int running = 0;
    int quarantined = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    double gossipRates = 0;
    double networkRates = 0;
    double busyShare = run.busyShare();
    List<LearnerActivity> activities = new ArrayList<>(run.seats().size());
    CarriedGossip carried = CarriedGossip.NONE;
    for (LaneSeat seat : run.seats().taken()) {
      Learner learner = seat.learner();
      LearnerCounters counters = learner.counters();
      learners++;
      running += learner.state() == LearnerState.RUNNING ? 1 : 0;
      quarantined += seat.isQuarantined() ? 1 : 0;
      least = Math.min(least, learner.updatesMade());
      most = Math.max(most, learner.updatesMade());
      gossipRates += learner.gossipRate();
      networkRates += learner.networkUpdateRate();
      carried = carried.plus(learner);
      totals.addAll(counters).addAll(learner.draws()).add(Tally.LEARNER_NS, seat.thereNs());
      activities.add(seat.activity(busyShare));
    }
    return new LaneSnapshot(
        learners,
        running,
        quarantined,
        least,
        most,
        gossipRates,
        networkRates,
        carried,
        totals,
        log.copyLateness(),
        log.copyTickLateness(),
        activities);
  }
}
