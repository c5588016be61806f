package dev.starling.cluster;

import dev.starling.actor.ControlMessage;

/**
 * What the submitter of a run hears, in this order: at most one refusal, or progress and an end.
 */
public sealed interface RunEvent extends ControlMessage {

  /** The run cannot start; {@code cause} is one line. */
  record Refused(String cause) implements RunEvent {}

  /** All learners have their seats and the clocks have started. */
  record Begun(int nodes, int learners) implements RunEvent {}

  /** How the run stands. */
  record Progressed(RunProgress progress) implements RunEvent {}

  /** The run has ended and here is what came of it. */
  record Finished(RunResult result) implements RunEvent {}

  /** The run broke off; {@code cause} is one line. */
  record Failed(String cause) implements RunEvent {}
}
