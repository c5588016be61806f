package dev.starling.learning;

import java.util.Arrays;

/**
 * Which of a fixed set of slots is due next: a tournament of deadlines. Each slot has at most one
 * deadline and setting it again replaces it, in O(log slots) and without allocation. Equal
 * deadlines come out in the order of their slots, so that a host that polls this queue is
 * deterministic. Both hosts keep their clocks here: a timer wheel would round deadlines to its tick
 * and lose their order inside one. Used by one thread.
 *
 * <p>The slots are the leaves of a full binary tree, in order, and each inner node holds the
 * earlier of its two children. A new deadline is played off from its leaf to the root, along a path
 * that is known beforehand and without a branch on who wins: clocks are random, and in a heap half
 * of such branches are mispredicted. A slot that was polled leaves only when something else is
 * asked of the queue, because a clock that ticks is mostly set again at once.
 */
public final class DeadlineQueue {
  private static final int ROOT = 1;
  private static final int NOBODY = -1;

  /** The deadline of a slot that has none; half of all, so that differences do not overflow. */
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final int slots;

  /** Where slot 0 is; those beyond the last slot never have a deadline. */
  private final int firstLeaf;

  /** By node, of which the children of {@code i} are {@code 2i} and {@code 2i + 1}. */
  private final long[] deadlineNs;

  private final int[] slotAt;

  /** The slot that was polled last, until it has left or has been set again. */
  private int polled = NOBODY;

  /** A queue for slots 0 to {@code slots} − 1, none of them due. */
  public DeadlineQueue(int slots) {
    this.slots = slots;
    firstLeaf = slots <= 1 ? 1 : Integer.highestOneBit(slots - 1) << 1;
    deadlineNs = new long[2 * firstLeaf];
    slotAt = new int[2 * firstLeaf];
    Arrays.fill(deadlineNs, NEVER);
    for (int leaf = 0; leaf < firstLeaf; leaf++) {
      slotAt[firstLeaf + leaf] = leaf;
    }
    for (int node = firstLeaf - 1; node >= ROOT; node--) {
      slotAt[node] = slotAt[2 * node];
    }
  }

  public boolean isEmpty() {
    settle();
    return deadlineNs[ROOT] == NEVER;
  }

  /** Deadline of the slot that is due next; {@link Long#MAX_VALUE} when none is set. */
  public long nextDeadlineNs() {
    settle();
    return deadlineNs[ROOT] == NEVER ? Long.MAX_VALUE : deadlineNs[ROOT];
  }

  /** Takes the slot that is due next out of the queue, which must not be empty. */
  public int poll() {
    settle();
    if (deadlineNs[ROOT] == NEVER) {
      throw new IllegalStateException("no deadline is set");
    }
    polled = slotAt[ROOT];
    return polled;
  }

  /**
   * Sets or replaces the deadline of {@code slot}; one more than 2⁶² − 1 ns away, which are 146
   * years, takes it away.
   */
  public void set(int slot, long deadlineNs) {
    if (slot < 0 || slot >= slots) {
      throw new IndexOutOfBoundsException("slot " + slot + " of " + slots);
    }
    if (polled == slot) {
      polled = NOBODY;
    }
    settle();
    playOff(slot, Math.min(deadlineNs, NEVER));
  }

  /** Forgets the deadline of {@code slot}, if it has one. */
  public void clear(int slot) {
    set(slot, NEVER);
  }

  private void settle() {
    if (polled != NOBODY) {
      int slot = polled;
      polled = NOBODY;
      playOff(slot, NEVER);
    }
  }

  private void playOff(int slot, long deadline) {
    int node = firstLeaf + slot;
    int winner = slot;
    long earliest = deadline;
    deadlineNs[node] = deadline;
    while (node > ROOT) {
      int sibling = node ^ 1;
      long other = deadlineNs[sibling];
      // All ones where the sibling is earlier. Of equal ones the left is, whose slots are the
      // smaller.
      long lost = (other - earliest - (node & 1)) >> (Long.SIZE - 1);
      earliest ^= (earliest ^ other) & lost;
      winner ^= (winner ^ slotAt[sibling]) & (int) lost;
      node >>= 1;
      deadlineNs[node] = earliest;
      slotAt[node] = winner;
    }
  }
}
