package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.Locale;

/**
 * How a node left a run, and what became of its learners. Times are in seconds, as the keeper of
 * the run has them; NaN where it cannot know, or not yet.
 *
 * @param node its name
 * @param cause {@code left} in good order, {@code lost}, or {@code failed} to do its part and left
 * @param atSeconds run time of the decision that it has gone
 * @param detectionSeconds from the last word of the node to the moment when the others could not
 *     reach it any more
 * @param decisionSeconds from there to the decision
 * @param recoverySeconds from the decision until the last of its learners that may move was live
 *     again
 * @param learners that lived there
 * @param live of these, those that are live again
 * @param fromCheckpoint of these, those that came back from a checkpoint
 * @param fromPush of these, those that came back from the first models pushed to them
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

  private static String seconds(String what, double seconds) {
    return String.format(Locale.ROOT, "%s %.1f s, ", what, seconds);
  }

  /** In one line. */
  public String text() {
    if (cause.equals("failed")) {
      return "node " + node + " could not do its part, and left";
    }
    if (!cause.equals("lost")) {
      return "node " + node + " " + cause + " in good order";
    }
    String noticed =
        Double.isNaN(detectionSeconds) ? "" : seconds("noticed after", detectionSeconds);
    String decided = Double.isNaN(decisionSeconds) ? "" : seconds("decided after", decisionSeconds);
    String recovered =
        Double.isNaN(recoverySeconds)
            ? String.format(Locale.ROOT, "%d of its %d learners live again", live, learners)
            : String.format(
                Locale.ROOT, "its %d learners live again %.1f s later", learners, recoverySeconds);
    return String.format(
        Locale.ROOT,
        "node %s was lost: %s%s%s (%d from checkpoints, %d from pushes of peers)",
        node,
        noticed,
        decided,
        recovered,
        fromCheckpoint,
        fromPush);
  }
}
