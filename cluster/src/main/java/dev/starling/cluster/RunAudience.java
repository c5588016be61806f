package dev.starling.cluster;

import akka.actor.typed.ActorRef;

/**
 * Who hears of a run: its submitter, until somebody else comes to follow it. Whether he still lives
 * is not known; what is told to one who has gone is lost. Used by one thread.
 */
final class RunAudience {
  private ActorRef<RunEvent> follower;
  private RunEvent told;

  RunAudience(ActorRef<RunEvent> submitter) {
    follower = submitter;
  }

  ActorRef<RunEvent> follower() {
    return follower;
  }

  /** Somebody else hears of the run from now on, and the one before no more. */
  void pass(String runId, ActorRef<RunEvent> next) {
    follower.tell(new RunEvent.Superseded(runId));
    follower = next;
    follower.tell(new RunEvent.Following(runId));
  }

  void tell(RunEvent event) {
    told = event;
    follower.tell(event);
  }

  /** What was told last; null before the first word. */
  RunEvent told() {
    return told;
  }
}
