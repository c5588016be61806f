package dev.starling.cluster.aeron;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerState;
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
 * @param totals by {@link Tally}
 * @param updateLateness in ns, paced clocks only
 */
public record LaneSnapshot(
    int learners,
    int running,
    int quarantined,
    long updatesMin,
    long updatesMax,
    double gossipRateSum,
    double networkRateSum,
    long[] totals,
    Histogram updateLateness) {

  /** Of a lane that runs nothing. */
  static LaneSnapshot empty(LaneLog log) {
    return new LaneSnapshot(0, 0, 0, Long.MAX_VALUE, 0, 0, 0, log.copyTotals(), log.copyLateness());
  }

  static LaneSnapshot of(LaneRun run, LaneLog log) {
    long[] totals = log.copyTotals();
    int learners = 0;
    int running = 0;
    int quarantined = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    double gossipRates = 0;
    double networkRates = 0;
    for (Learner learner : run.learners()) {
      LearnerCounters counters = learner.counters();
      learners++;
      running += learner.state() == LearnerState.RUNNING ? 1 : 0;
      quarantined += learner.state() == LearnerState.QUARANTINED ? 1 : 0;
      least = Math.min(least, counters.updates());
      most = Math.max(most, counters.updates());
      gossipRates += learner.gossipRate();
      networkRates += learner.networkUpdateRate();
      addCounters(totals, counters);
    }
    return new LaneSnapshot(
        learners,
        running,
        quarantined,
        least,
        most,
        gossipRates,
        networkRates,
        totals,
        log.copyLateness());
  }

  private static void addCounters(long[] totals, LearnerCounters counters) {
    totals[Tally.UPDATES.ordinal()] += counters.updates();
    totals[Tally.STEPS.ordinal()] += counters.steps();
    totals[Tally.PUSHES_ASKED.ordinal()] += counters.pushesAsked();
    totals[Tally.PUSHES_SENT.ordinal()] += counters.pushesSent();
    totals[Tally.PUSHES_BUSY.ordinal()] += counters.pushesBusy();
    totals[Tally.PUSHES_NOT_CONNECTED.ordinal()] += counters.pushesNotConnected();
    totals[Tally.PUSHES_ABANDONED.ordinal()] += counters.pushesAbandoned();
    totals[Tally.PUSHES_MIXED.ordinal()] += counters.pushesMixed();
    totals[Tally.PUSHES_PARTIAL.ordinal()] += counters.pushesPartial();
    totals[Tally.DROPPED_INSANE.ordinal()] += counters.framesInsane();
    totals[Tally.DROPPED_MISFIT.ordinal()] +=
        counters.framesMisdirected()
            + counters.framesMalformed()
            + counters.framesOutOfOrder()
            + counters.framesImpossible()
            + counters.framesInQuarantine();
    totals[Tally.DROPPED_STOPPED.ordinal()] += counters.framesAfterStop();
    totals[Tally.SCALE_CAPPED.ordinal()] += counters.scaleCapped();
    totals[Tally.QUARANTINES.ordinal()] += counters.quarantines();
  }
}
