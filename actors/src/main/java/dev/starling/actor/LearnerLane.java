package dev.starling.actor;

import akka.actor.typed.ActorRef;
import java.util.concurrent.CompletionStage;

/**
 * The lane under a learner's actor, as the actor sees it. All calls come from the lane's own
 * thread: the dispatcher runs each learner's mailbox there.
 */
public interface LearnerLane {

  /** Name of the node that the lane belongs to. */
  String node();

  /** Whether the run is prepared on this node, so that {@link #seat} will succeed. */
  boolean isPrepared(String runId);

  /**
   * Looks for what a learner of the prepared run that comes back can go on from. Blocks nothing;
   * completes on any thread, never with a fault, and with {@link StartingState#NEXT_PUSH} when
   * there is nothing that could be read.
   */
  CompletionStage<StartingState> find(String runId, int learner);

  /**
   * Builds the learner and enters it into the lane's table; its frames are mixed from now on, and
   * its clocks start when the run's do, or at once where they run.
   *
   * @param state that it begins with; a saved one that turns out not to fit is said and passed over
   * @param self receives {@link LearnerMessage.Step} when a mini-batch is due
   */
  Seat seat(
      String runId,
      int learner,
      int incarnation,
      StartingState state,
      ActorRef<LearnerMessage> self);

  /** A learner's place on its lane. */
  interface Seat {

    /** As which of its lives the learner took the seat. */
    int incarnation();

    /** Where the model came from that the learner began with. */
    StateSource source();

    /** Updates that its model was made with, in all incarnations. */
    long updates();

    /** Whether the seat is still the learner's; the lane takes it back when the run is over. */
    boolean isTaken();

    /** Runs the mini-batch that is due. */
    void step();

    /**
     * Leaves the seat as {@link #leave} does, and saves what the learner is. Blocks nothing.
     *
     * @return completes on any thread and never with a fault, once the state is safe or given up
     */
    CompletionStage<Void> handOver();

    /** Leaves the table and frees the learner's memory; a second call does nothing. */
    void leave();
  }
}
