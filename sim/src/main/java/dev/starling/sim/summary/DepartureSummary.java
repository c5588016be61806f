package dev.starling.sim.summary;

/**
 * How a node left a run, and what became of its learners; times are null where nobody could tell.
 * Immutable.
 *
 * @param node its name, or its address
 * @param cause {@code left} in good order, {@code lost}, or {@code failed} to do its part and left
 * @param atSeconds run time of the decision that it has gone
 * @param detectionSeconds from its last word until the others could not reach it any more
 * @param decisionSeconds from there to the decision
 * @param recoverySeconds from the decision until its learners were live elsewhere; null when not
 *     all of them came back
 * @param learners that lived there
 * @param fromCheckpoint of these, those that came back from a checkpoint
 * @param fromPush of these, those that came back from the next push
 */
public record DepartureSummary(
    String node,
    String cause,
    Double atSeconds,
    Double detectionSeconds,
    Double decisionSeconds,
    Double recoverySeconds,
    int learners,
    int fromCheckpoint,
    int fromPush) {}
