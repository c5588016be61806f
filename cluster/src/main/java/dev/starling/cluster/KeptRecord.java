package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.actor.ControlMessage;
import dev.starling.run.RunDescription;

/**
 * What outlives the keeper of a run whose clocks have started: every node has it, and gives it to
 * the keeper that follows.
 *
 * @param sequence higher in each record of a run
 * @param ending whether the clocks have been stopped
 * @param end why; of no meaning before
 * @param incarnations of the learners
 * @param updates that they had made when they were last heard
 */
public record KeptRecord(
    long sequence,
    RunDescription run,
    ActorRef<RunEvent> submitter,
    boolean ending,
    RunResult.End end,
    int[] incarnations,
    long[] updates)
    implements ControlMessage {}
