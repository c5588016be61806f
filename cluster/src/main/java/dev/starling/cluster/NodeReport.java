package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.Totals;

/**
 * What one node's learners have done by one moment. Totals are since the clocks started and add
 * over nodes.
 *
 * @param elapsedSeconds since the clocks started on that node
 * @param lanes of the node
 * @param learners hosted there
 * @param running of these, those that train
 * @param quarantined of these, those that have diverged
 * @param updatesMin fewest updates of a learner; {@link Long#MAX_VALUE} without learners
 * @param updatesMax most updates of a learner
 * @param gossipRateSum sum of the rates λ that learners ask for now, in pushes per second
 * @param networkRateSum sum of their estimates of the network's update rate, per second
 * @param totals of all lanes
 * @param lateP99Ns lateness of paced updates
 * @param staleness exact, of the learners of this node
 */
public record NodeReport(
    String runId,
    String node,
    double elapsedSeconds,
    int lanes,
    int learners,
    int running,
    int quarantined,
    long updatesMin,
    long updatesMax,
    double gossipRateSum,
    double networkRateSum,
    Totals totals,
    long lateP99Ns,
    StalenessReport staleness)
    implements ControlMessage {}
