package dev.starling.actor;

/** What a learner's actor tells whoever started it. */
public sealed interface LearnerEvent extends ControlMessage {

  /** The learner has its seat on {@code node} and waits for the clocks to start. */
  record Started(String runId, int learner, String node) implements LearnerEvent {}

  /** The learner's actor ends because of a fault, described in one line. */
  record Failed(String runId, int learner, String cause) implements LearnerEvent {}
}
