package dev.starling.cluster.aeron;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * How lanes and media drivers wait for work: they look again a few times, and then sleep for longer
 * and longer. They never yield: on a machine whose cores are taken Linux puts a thread that yields
 * behind all that can run, while one that wakes from a sleep gets the core soon, since it has used
 * less than its share. With twenty yields before each sleep a driver beside two busy lanes stood in
 * the queue for 72 % of its time, and publications waited for it. Stateless.
 */
final class Parking {
  private static final int LOOKS = 10;
  private static final int NO_YIELDS = 0;
  private static final long MIN_PARK_NS = 1_000;

  private Parking() {}

  /** A new strategy for one thread, whose sleeps grow up to {@code maxParkNs}. */
  static IdleStrategy upTo(long maxParkNs) {
    return new BackoffIdleStrategy(LOOKS, NO_YIELDS, MIN_PARK_NS, maxParkNs);
  }
}
