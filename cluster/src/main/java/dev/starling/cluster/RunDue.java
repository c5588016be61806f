package dev.starling.cluster;

import akka.actor.NoSerializationVerificationNeeded;

/** What the keeper of a run tells itself in time; it never leaves the JVM. */
sealed interface RunDue extends KeeperMessage, NoSerializationVerificationNeeded {
  String runId();

  /** Learners that have not answered are asked again. */
  record StartAgain(String runId) implements RunDue {}

  /** Learners come, go or change their speed by plan. */
  record Change(String runId) implements RunDue {}

  /** The nodes are told of what has changed of late. */
  record Publish(String runId) implements RunDue {}

  /** The run has taken the seconds that it was given. */
  record TimeIsUp(String runId) implements RunDue {}

  /** A phase has taken longer than any may. */
  record TooSlow(String runId, String what) implements RunDue {}
}
