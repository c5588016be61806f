package dev.starling.actor;

import akka.actor.typed.ActorRef;

/** What a learner's actor understands. */
public sealed interface LearnerMessage extends ControlMessage
    permits LearnerMessage.Start, LearnerMessage.Step, LearnerMessage.Stop, LearnerActor.Own {

  /**
   * Take your seat for a run. Sent again until it is acknowledged, so a seated learner only
   * acknowledges once more, and a node that has not prepared the run yet stays silent.
   *
   * @param incarnation higher each time that this learner takes a seat in the run
   * @param returns whether the learner has run before: it comes back from its newest checkpoint, or
   *     else waits for the next push
   * @param updates that it had made as far as is known, for one that waits for a push
   */
  record Start(
      String runId, int incarnation, boolean returns, long updates, ActorRef<LearnerEvent> replyTo)
      implements LearnerMessage {}

  /** Run one mini-batch. Never leaves the lane. */
  enum Step implements LearnerMessage {
    INSTANCE
  }

  /** Hand over what you are, leave the seat and end. */
  enum Stop implements LearnerMessage {
    INSTANCE
  }
}
