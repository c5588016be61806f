package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.Locale;

/**
 * How a node left a run, and what became of its learners. Times are in seconds, as the keeper of
 * the run has them; NaN where it cannot know, or not yet.
 *
 * @param node its name
 * @param cause {@code left} in good order, or {@code lost}
 * @param atSeconds run time of the decision that it has gone
 * @param detectionSeconds from the last word of the node to the moment when the others could not
 *     reach it any more
 * @param decisionSeconds from there to the decision
 * @param recoverySeconds from the decision until the last of its learners that may move was live
 *     again
 * @param learners that lived there
 * @param live of these, those that are live again
 * @param fromCheckpoint of these, those that came back from a checkpoint
 * @param fromPush of these, those that wait for, or came back from, the next push
 */
public record NodeDeparture(
    String node,
    String cause,
    double atSeconds,
    double detectionSeconds,
    double decisionSeconds,
    double recoverySeconds,
    int learners,
    int live,
    int fromCheckpoint,
    int fromPush)
    implements ControlMessage {

  /** In one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "node %s was %s: noticed after %.1f s, decided after %.1f s more, its %d learners live again"
            + " %.1f s later (%d from checkpoints, %d from the next push)",
        node,
        cause,
        detectionSeconds,
        decisionSeconds,
        learners,
        recoverySeconds,
        fromCheckpoint,
        fromPush);
  }
}
