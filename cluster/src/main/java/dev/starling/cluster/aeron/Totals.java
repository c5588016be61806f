package dev.starling.cluster.aeron;

import dev.starling.actor.ControlMessage;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.SeededDraws;

/**
 * One count for each {@link Tally}. Totals of lanes and nodes add; whoever made one may add to it,
 * and a message carries a copy.
 *
 * @param counts in the order of the tallies; a tally is only ever added at the end
 */
@SuppressWarnings({
  "ArrayRecordComponent",
  "EnumOrdinal"
}) // This record is the map from one to other.
public record Totals(long[] counts) implements ControlMessage {

  /** Nothing counted yet. */
  public static Totals none() {
    return new Totals(new long[Tally.values().length]);
  }

  public long get(Tally tally) {
    return counts[tally.ordinal()];
  }

  /** Adds to one count. */
  public Totals add(Tally tally, long amount) {
    counts[tally.ordinal()] += amount;
    return this;
  }

  /** Adds every count of {@code more}. */
  public Totals addAll(Totals more) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more.counts[i];
    }
    return this;
  }

  /** The same without the draws, which are of learners that are there. */
  public Totals withoutDraws() {
    Totals rest = copy();
    rest.counts[Tally.DRAWS_COMPLETE.ordinal()] = 0;
    rest.counts[Tally.DRAWS_PARTITIONS.ordinal()] = 0;
    rest.counts[Tally.DRAWS_BATCHES.ordinal()] = 0;
    rest.counts[Tally.DRAWS_PEERS.ordinal()] = 0;
    return rest;
  }

  /** What has been counted since {@code earlier}. */
  public Totals since(Totals earlier) {
    Totals difference = copy();
    for (int i = 0; i < counts.length; i++) {
      difference.counts[i] -= earlier.counts[i];
    }
    return difference;
  }

  /** Adds what a learner has counted. */
  Totals addAll(LearnerCounters learner) {
    return add(Tally.UPDATES, learner.updates())
        .add(Tally.STEPS, learner.steps())
        .add(Tally.PUSHES_ASKED, learner.pushesAsked())
        .add(Tally.PUSHES_SENT, learner.pushesSent())
        .add(Tally.PUSHES_BUSY, learner.pushesBusy())
        .add(Tally.PUSHES_NOT_CONNECTED, learner.pushesNotConnected())
        .add(Tally.PUSHES_ABANDONED, learner.pushesAbandoned())
        .add(Tally.PUSHES_MIXED, learner.pushesMixed())
        .add(Tally.PUSHES_PARTIAL, learner.pushesPartial())
        .add(Tally.DROPPED_INSANE, learner.framesInsane())
        .add(
            Tally.DROPPED_MISFIT,
            learner.framesRefused()
                - learner.framesInsane()
                - learner.framesOutlived()
                - learner.framesAfterStop())
        .add(Tally.DROPPED_OUTLIVED, learner.framesOutlived())
        .add(Tally.DROPPED_STOPPED, learner.framesAfterStop())
        .add(Tally.SCALE_CAPPED, learner.scaleCapped())
        .add(Tally.QUARANTINES, learner.quarantines());
  }

  /** Adds what the seed has decided for a learner. */
  Totals addAll(SeededDraws draws) {
    return add(Tally.DRAWS_COMPLETE, draws.isComplete() ? 1 : 0)
        .add(Tally.DRAWS_PARTITIONS, draws.partition())
        .add(Tally.DRAWS_BATCHES, draws.batches())
        .add(Tally.DRAWS_PEERS, draws.peers());
  }

  public Totals copy() {
    return new Totals(counts.clone());
  }
}
