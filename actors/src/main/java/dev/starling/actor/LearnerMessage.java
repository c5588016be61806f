package dev.starling.actor;

import akka.actor.typed.ActorRef;

/** What a learner's actor understands. */
public sealed interface LearnerMessage extends ControlMessage {

  /**
   * Take your seat for a run. Sent again until it is acknowledged, so a seated learner only
   * acknowledges once more, and a node that has not prepared the run yet stays silent.
   */
  record Start(String runId, int incarnation, ActorRef<LearnerEvent> replyTo)
      implements LearnerMessage {}

  /** Run one mini-batch. Never leaves the lane. */
  enum Step implements LearnerMessage {
    INSTANCE
  }

  /** Leave the seat and end. */
  enum Stop implements LearnerMessage {
    INSTANCE
  }
}
