package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;

/**
 * How a run stands. Accuracies and losses are those of the last evaluation on the validation part,
 * over the learners that are not quarantined; NaN before the first one, and where the data have no
 * classes.
 *
 * @param elapsedSeconds since the clocks started
 * @param updatesMin fewest updates of a learner; of one that is lost and is to come back, as many
 *     as it had made when it was last heard
 * @param updateRate r of one learner over the last interval, per second
 * @param gossipRate λ achieved over the last interval: pushes fully mixed, per learner and second
 * @param gossipRateAsked λ that learners ask for now, in the mean
 * @param gossipRateRequired λ that the law asks for at the achieved r and the target; NaN where
 *     there is no target
 * @param carried what links and lanes carry of it now
 * @param staleness exact, so far; NaN figures before the first full row
 * @param stalenessLaw what the law gives for the rates of the last interval; NaN off the complete
 *     graph
 * @param stalenessLocal mean of the learners' own samples over the last interval
 * @param stalenessRecent exact, mean over pairs and over the last interval
 * @param totals of all lanes
 * @param updateLateness of paced updates
 * @param tickLateness of gossip ticks
 * @param memory that the run has taken; known at its end
 * @param stalest learner as a holder, while all trained
 * @param slowest learner, while all trained
 */
public record RunProgress(
    double elapsedSeconds,
    int nodes,
    int lanes,
    int learners,
    int running,
    int quarantined,
    long updatesMin,
    double updatesMean,
    long updatesMax,
    double updateRate,
    double gossipRate,
    double gossipRateAsked,
    double gossipRateRequired,
    CarriedGossip carried,
    double accuracyMin,
    double accuracyMedian,
    double accuracyMax,
    double lossMin,
    double lossMedian,
    double lossMax,
    double consensusRms,
    StalenessReport staleness,
    double stalenessLaw,
    double stalenessLocal,
    double stalenessRecent,
    Totals totals,
    Lateness updateLateness,
    Lateness tickLateness,
    NodeMemory memory,
    Diagnosis stalest,
    Diagnosis slowest)
    implements ControlMessage {}
