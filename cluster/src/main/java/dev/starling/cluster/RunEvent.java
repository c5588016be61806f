package dev.starling.cluster;

import dev.starling.actor.ControlMessage;

/**
 * What the submitter of a run hears, or who follows it in his place: at most one refusal, or
 * progress with who comes and goes, and an end.
 */
public sealed interface RunEvent extends ControlMessage {

  /** Whether this is all that its listener is told. */
  default boolean isLast() {
    return this instanceof Refused
        || this instanceof Unknown
        || this instanceof Superseded
        || this instanceof Finished
        || this instanceof Failed;
  }

  /** The run cannot start; {@code cause} is one line. */
  record Refused(String cause) implements RunEvent {}

  /** First word to one who comes to follow a run that is under way. */
  record Following(String runId) implements RunEvent {}

  /** The run that somebody came to follow is neither under way nor the one that ended last. */
  record Unknown(String runId) implements RunEvent {}

  /** The run goes on, and somebody else follows it from now on. */
  record Superseded(String runId) implements RunEvent {}

  /** All learners have their seats and the clocks have started. */
  record Begun(int nodes, int learners) implements RunEvent {}

  /** How the run stands. */
  record Progressed(RunProgress progress) implements RunEvent {}

  /** Somebody has come or gone in mid-run. */
  sealed interface Attended extends RunEvent {
    /** What happened, in one line. */
    String text();

    /** Run time when it did; NaN where the keeper cannot know. */
    double atSeconds();
  }

  /** A node has left, or was given up. */
  record Departed(NodeDeparture node) implements Attended {
    @Override
    public String text() {
      return node.goneText();
    }

    @Override
    public double atSeconds() {
      return node.atSeconds();
    }
  }

  /** The last learner of a node that has gone is live again. */
  record Recovered(NodeDeparture node) implements Attended {
    @Override
    public String text() {
      return node.recoveryText();
    }

    @Override
    public double atSeconds() {
      return node.atSeconds() + node.recoverySeconds();
    }
  }

  /** The clocks of a node run that was not there at first. */
  record Arrived(NodeArrival node) implements Attended {
    @Override
    public String text() {
      return node.text();
    }

    @Override
    public double atSeconds() {
      return node.beginSeconds();
    }
  }

  /** The run has ended and here is what came of it. */
  record Finished(RunResult result) implements RunEvent {}

  /** The run broke off; {@code cause} is one line. */
  record Failed(String cause) implements RunEvent {}
}
