package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.ArrayList;
import java.util.List;
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

  /** How it left, in one line: what can be said when it has just gone. */
  String goneText() {
    String lived =
        learners == 1 ? "1 learner" : String.format(Locale.ROOT, "%,d learners", learners);
    return learners == 0 ? how() : how() + "; " + lived + " lived there";
  }

  /** That its learners are back, in one line. */
  String recoveryText() {
    return String.format(
        Locale.ROOT,
        "the learners of node %s are live again, %.1f s after it %s%s",
        node,
        recoverySeconds,
        isLost() ? "was given up" : "left",
        origins());
  }

  /** In one line, as it stands by now. */
  public String text() {
    if (!isLost()) {
      return how();
    }
    String recovered =
        Double.isNaN(recoverySeconds)
            ? String.format(Locale.ROOT, "%d of its %d learners live again", live, learners)
            : String.format(
                Locale.ROOT, "its %d learners live again %.1f s later", learners, recoverySeconds);
    return how() + (isDated() ? ", " : ": ") + recovered + origins();
  }

  private boolean isLost() {
    return cause.equals("lost");
  }

  private boolean isDated() {
    return !Double.isNaN(detectionSeconds) || !Double.isNaN(decisionSeconds);
  }

  private String how() {
    if (cause.equals("failed")) {
      return "node " + node + " could not do its part, and left";
    }
    if (!isLost()) {
      return "node " + node + " " + cause + " in good order";
    }
    List<String> times = new ArrayList<>();
    if (!Double.isNaN(detectionSeconds)) {
      times.add(String.format(Locale.ROOT, "noticed after %.1f s", detectionSeconds));
    }
    if (!Double.isNaN(decisionSeconds)) {
      times.add(String.format(Locale.ROOT, "decided after %.1f s more", decisionSeconds));
    }
    return "node " + node + " was lost" + (isDated() ? ": " + String.join(", ", times) : "");
  }

  private String origins() {
    return String.format(
        Locale.ROOT, " (%d from checkpoints, %d from pushes of peers)", fromCheckpoint, fromPush);
  }
}
