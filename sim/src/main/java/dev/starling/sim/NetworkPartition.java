package dev.starling.sim;

import java.util.BitSet;

/**
 * For a time, no frame passes between the learners in a set and those outside of it; within each
 * side all goes on. What left before it began arrives. Immutable.
 *
 * @param fromSeconds of run time, from 0
 * @param untilSeconds of run time, later than {@code fromSeconds}
 * @param inside learners of one side
 */
public record NetworkPartition(double fromSeconds, double untilSeconds, BitSet inside) {
  /** Checks the interval and copies the set. */
  public NetworkPartition {
    OptionCheck.seconds("network.partition.from", fromSeconds);
    OptionCheck.seconds("network.partition.until", untilSeconds);
    if (untilSeconds <= fromSeconds) {
      throw new IllegalArgumentException(
          "network.partition.until must be later than "
              + fromSeconds
              + " s, at which it begins, was "
              + untilSeconds);
    }
    inside = (BitSet) inside.clone();
  }

  @Override
  public BitSet inside() {
    return (BitSet) inside.clone();
  }

  boolean separates(int source, int target, long nowNs) {
    return nowNs >= OptionCheck.nanos(fromSeconds)
        && nowNs < OptionCheck.nanos(untilSeconds)
        && inside.get(source) != inside.get(target);
  }
}
