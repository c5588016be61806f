package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessPart;

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
 * @param carried what links and lanes carry of it
 * @param totals of all lanes
 * @param updateLateness of paced updates
 * @param tickLateness of gossip ticks
 * @param memory that the run has taken; known at its end
 * @param outages of its media driver
 * @param burnInOver whether the staleness is of after the burn-in, so that it counts
 * @param staleness exact, of the pairs whose holders live on this node
 * @param stalest of its learners as a holder, while all trained
 * @param slowest of its learners, while all trained
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
    CarriedGossip carried,
    Totals totals,
    Lateness updateLateness,
    Lateness tickLateness,
    NodeMemory memory,
    NodeOutages outages,
    boolean burnInOver,
    StalenessPart staleness,
    Diagnosis stalest,
    Diagnosis slowest)
    implements ControlMessage {}
