package dev.starling.sim;

import dev.starling.learning.LearnerCounters;

/**
 * How far all learners together are at one instant; differences of two give rates. Immutable.
 *
 * @param seconds of run time
 * @param learnerSeconds sum over the learners of the time for which they have been there
 */
record Progress(
    double seconds,
    double learnerSeconds,
    long updates,
    long mixed,
    long samples,
    double sampleSum) {
  private static final double NANOS = 1e9;

  static Progress of(VirtualCluster cluster) {
    LearnerCounters counters = cluster.counters();
    return new Progress(
        cluster.nowNs() / NANOS,
        cluster.learnerSeconds(),
        counters.updates(),
        counters.pushesMixed(),
        cluster.stalenessSamples(),
        cluster.stalenessSampleSum());
  }

  /** r: updates per second of one learner; NaN when no time has passed. */
  double updateRateSince(Progress before) {
    return (updates - before.updates) / (learnerSeconds - before.learnerSeconds);
  }

  /** λ: pushes mixed whole, per second of one learner; NaN when no time has passed. */
  double gossipRateSince(Progress before) {
    return (mixed - before.mixed) / (learnerSeconds - before.learnerSeconds);
  }

  /** Mean of the learners' own samples of staleness, in updates; NaN without any. */
  double sampleMeanSince(Progress before) {
    return (sampleSum - before.sampleSum) / (samples - before.samples);
  }
}
