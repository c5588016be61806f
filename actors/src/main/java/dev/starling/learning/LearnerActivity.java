package dev.starling.learning;

/**
 * What one learner has done so far, and how well: what {@link Diagnosis} judges by. Shares are in
 * [0, 1] and NaN where nothing is known.
 *
 * @param learner its id
 * @param seconds for which it has been there
 * @param updates made in this time
 * @param expectedUpdates what its paced clock asked for in this time; NaN with a natural clock
 * @param laneBusy share of its time that its lane worked; NaN where that says nothing
 * @param unsent share of its gossip ticks that found the last push unsent
 * @param failed share of its pushes that the transport broke off or that found nobody connected
 * @param lost share of the pushes to it that did not arrive whole
 * @param late share of its gossip ticks that ran when the following one was already due
 */
public record LearnerActivity(
    int learner,
    double seconds,
    long updates,
    double expectedUpdates,
    double laneBusy,
    double unsent,
    double failed,
    double lost,
    double late) {

  /**
   * Of a learner whose host knows the rest.
   *
   * @param counters what it has counted in {@code seconds}
   * @param updateRate per second, of its paced clock; NaN with a natural one
   */
  public static LearnerActivity of(
      int learner,
      LearnerCounters counters,
      double seconds,
      double updateRate,
      double laneBusy,
      double lost) {
    double ticks = counters.gossipTicks();
    long failed = counters.pushesAbandoned() + counters.pushesNotConnected();
    return new LearnerActivity(
        learner,
        seconds,
        counters.updates(),
        updateRate * seconds,
        laneBusy,
        counters.pushesBusy() / ticks,
        failed / (double) counters.pushesAsked(),
        lost,
        counters.ticksBehind() / ticks);
  }
}
