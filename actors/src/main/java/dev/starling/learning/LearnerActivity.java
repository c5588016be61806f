package dev.starling.learning;

/**
 * What one learner has done so far, and how well: what {@link Diagnosis} judges by. Shares are in
 * [0, 1] and NaN where nothing is known.
 *
 * @param learner its id
 * @param updates made
 * @param expectedUpdates what its paced clock asked for in this time; NaN with a natural clock
 * @param laneBusy share of its time that its lane worked; NaN where that says nothing
 * @param unsent share of its gossip ticks that found the last push unsent
 * @param failed share of its pushes that the transport broke off or that found nobody connected
 * @param lost share of the pushes to it that did not arrive whole
 * @param late share of its gossip ticks that ran when the following one was already due
 */
public record LearnerActivity(
    int learner,
    long updates,
    double expectedUpdates,
    double laneBusy,
    double unsent,
    double failed,
    double lost,
    double late) {

  /** Of a learner whose host knows the rest. */
  public static LearnerActivity of(
      Learner learner, double expectedUpdates, double laneBusy, double lost) {
    LearnerCounters counters = learner.counters();
    double ticks = counters.gossipTicks();
    long failed = counters.pushesAbandoned() + counters.pushesNotConnected();
    return new LearnerActivity(
        learner.id(),
        counters.updates(),
        expectedUpdates,
        laneBusy,
        counters.pushesBusy() / ticks,
        failed / (double) counters.pushesAsked(),
        lost,
        counters.ticksBehind() / ticks);
  }
}
