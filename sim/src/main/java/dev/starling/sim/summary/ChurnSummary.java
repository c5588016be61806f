package dev.starling.sim.summary;

/**
 * Learners that went and came back, and with what. Immutable.
 *
 * @param departures how often a learner crashed or left
 * @param fromCheckpoint how often one came back and went on from its last checkpoint
 * @param fromPush how often one came back with nothing, to take over the first model pushed to it
 * @param anew how often one came back with nothing, when nobody was there to push
 * @param updatesLost updates that were in the models of those that went and not in those with which
 *     they came back
 */
public record ChurnSummary(
    long departures, long fromCheckpoint, long fromPush, long anew, long updatesLost) {
  /** Nobody has gone. */
  public static final ChurnSummary NONE = new ChurnSummary(0, 0, 0, 0, 0);

  /** One more has gone. */
  public ChurnSummary withDeparture() {
    return new ChurnSummary(departures + 1, fromCheckpoint, fromPush, anew, updatesLost);
  }

  /** One has come back from a checkpoint. */
  public ChurnSummary withRestored(long lost) {
    return new ChurnSummary(departures, fromCheckpoint + 1, fromPush, anew, updatesLost + lost);
  }

  /** One has come back and waits for a model. */
  public ChurnSummary withAwaiting(long lost) {
    return new ChurnSummary(departures, fromCheckpoint, fromPush + 1, anew, updatesLost + lost);
  }

  /** One has come back and begins anew. */
  public ChurnSummary withFresh(long lost) {
    return new ChurnSummary(departures, fromCheckpoint, fromPush, anew + 1, updatesLost + lost);
  }
}
