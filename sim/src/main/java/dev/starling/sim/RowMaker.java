package dev.starling.sim;

import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.StalenessSum;
import dev.starling.learning.StalenessSummary;
import dev.starling.learning.Version;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.summary.Clamp;
import java.util.List;

/** Turns what was measured into rows of metrics, rates since the last one. Used by one thread. */
final class RowMaker {
  private final RunDescription run;
  private final RunLaw law;
  private final VirtualCluster cluster;
  private final StalenessMeter meter;
  private final Scoring scoring;
  private Progress last;
  private Diagnosis stalest = Diagnosis.NONE;
  private Diagnosis slowest = Diagnosis.NONE;
  private StalenessSum lastSum = StalenessSum.NONE;

  RowMaker(RunDescription run, VirtualCluster cluster, StalenessMeter meter, Scoring scoring) {
    this.run = run;
    law = RunLaw.of(run);
    this.cluster = cluster;
    this.meter = meter;
    this.scoring = scoring;
    last = Progress.of(cluster);
  }

  /** The row of this moment; the learners have just been scored. */
  MetricsRow next() {
    Progress now = Progress.of(cluster);
    Progress before = last;
    last = now;
    StalenessSummary exact = meter.summary();
    if (!meter.isClosed() || !slowest.isKnown()) {
      diagnose(exact);
    }
    return new MetricsRow(
        now.seconds(),
        updates(now, before),
        scoring.accuracy(),
        scoring.loss(),
        scoring.consensusRms(),
        run.learners() == 1 ? null : staleness(exact, now, before),
        law.gossips() ? gossip(now, before) : null,
        null,
        null);
  }

  /** The stalest learner, as of the last row in which all trained. */
  Diagnosis stalest() {
    return stalest;
  }

  /** The slowest learner, as of the last row in which all trained. */
  Diagnosis slowest() {
    return slowest;
  }

  private void diagnose(StalenessSummary exact) {
    List<LearnerActivity> activities =
        cluster.activities(
            id -> run.clock().updateRate() * run.clock().speedOf(id, run.learners()));
    stalest = Diagnosis.stalest(activities, exact.byHolder());
    slowest = Diagnosis.slowest(activities, exact.byHolder());
  }

  private MetricsRow.Updates updates(Progress now, Progress before) {
    long least = Long.MAX_VALUE;
    long most = 0;
    double sum = 0;
    int live = live();
    for (int id = cluster.live().nextSetBit(0); id >= 0; id = cluster.live().nextSetBit(id + 1)) {
      Learner learner = cluster.learner(id);
      long made = Version.count(learner.versions().own());
      least = Math.min(least, made);
      most = Math.max(most, made);
      sum += made;
    }
    return new MetricsRow.Updates(
        live == 0 ? 0 : sum / live,
        live == 0 ? 0 : least,
        most,
        now.updateRateSince(before),
        null,
        slowest.isKnown() ? (Integer) slowest.learner() : null);
  }

  /** n: learners that are there now. */
  private int live() {
    return cluster.live().cardinality();
  }

  private MetricsRow.Staleness staleness(StalenessSummary summary, Progress now, Progress before) {
    double gossipRate = now.gossipRateSince(before);
    StalenessSum sumBefore = lastSum;
    lastSum = meter.sum();
    return MetricsRow.Staleness.of(
        summary,
        now.sampleMeanSince(before),
        law.among(live()).staleness(now.updateRateSince(before), gossipRate),
        stalest,
        lastSum.meanSince(sumBefore));
  }

  private MetricsRow.Gossip gossip(Progress now, Progress before) {
    LearnerCounters counters = cluster.counters();
    NetworkCounters network = cluster.network();
    return new MetricsRow.Gossip(
        now.gossipRateSince(before),
        law.among(live()).requiredGossipRate(now.updateRateSince(before)),
        network.bytes(),
        network.sent(),
        counters.pushesMixed(),
        counters.pushesPartial(),
        network.lost(),
        counters.pushesBusy(),
        network.framesFaulty() + network.framesAbsent() + counters.framesRefused(),
        null,
        Clamp.of(carried()));
  }

  /** What the network carries of the gossip that the live learners ask for at this moment. */
  CarriedGossip carried() {
    CarriedGossip carried = CarriedGossip.NONE;
    for (int id = cluster.live().nextSetBit(0); id >= 0; id = cluster.live().nextSetBit(id + 1)) {
      carried = carried.plus(cluster.learner(id));
    }
    return carried;
  }
}
