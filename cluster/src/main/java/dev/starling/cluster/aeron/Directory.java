package dev.starling.cluster.aeron;

import java.util.Arrays;

/**
 * Which node hosts each learner. Written by the control plane as shards move, read by every lane
 * for each push; a stale entry costs one dropped frame, which gossip forgives. Homes are published
 * whole, so readers need no lock.
 */
public final class Directory {
  /** No node is known to host the learner. */
  public static final int UNKNOWN = -1;

  private volatile int[] homes = {};

  /** Forgets everything and makes room for {@code learners}. */
  public void reset(int learners) {
    int[] unknown = new int[learners];
    Arrays.fill(unknown, UNKNOWN);
    homes = unknown;
  }

  /**
   * Replaces all homes.
   *
   * @param updated for each learner an index into the data plane's routes, or {@link #UNKNOWN}; not
   *     to be changed any more
   */
  public void publish(int[] updated) {
    homes = updated;
  }

  /** The node of {@code learner}, or {@link #UNKNOWN}. */
  public int nodeOf(int learner) {
    int[] current = homes;
    return learner < current.length ? current[learner] : UNKNOWN;
  }
}
