package dev.starling.actor;

import akka.actor.typed.ActorRef;

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
   * Builds the learner and enters it into the lane's table; its frames are mixed from now on, and
   * its clocks start when the run does.
   *
   * @param self receives {@link LearnerMessage.Step} when a mini-batch is due
   */
  Seat seat(String runId, int learner, int incarnation, ActorRef<LearnerMessage> self);

  /** A learner's place on its lane. */
  interface Seat {

    /** Runs the mini-batch that is due. */
    void step();

    /** Leaves the table and frees the learner's memory; a second call does nothing. */
    void leave();
  }
}
