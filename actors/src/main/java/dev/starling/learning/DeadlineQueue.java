package dev.starling.learning;

import java.util.Arrays;

/**
 * Which of a fixed set of slots is due next: an indexed binary heap over deadlines. Each slot has
 * at most one deadline and setting it again replaces it, in O(log slots) and without allocation.
 * Equal deadlines come out in the order of their slots, so that a host that polls this queue is
 * deterministic. Both hosts keep their clocks here: a timer wheel would round deadlines to its tick
 * and lose their order inside one. Used by one thread.
 */
public final class DeadlineQueue {
  private static final int ABSENT = -1;

  private final long[] deadlineNs;
  private final int[] heap;
  private final int[] positionOf;
  private int size;

  /** A queue for slots 0 to {@code slots} − 1, none of them due. */
  public DeadlineQueue(int slots) {
    deadlineNs = new long[slots];
    heap = new int[slots];
    positionOf = new int[slots];
    Arrays.fill(positionOf, ABSENT);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Deadline of the slot that is due next; {@link Long#MAX_VALUE} when none is set. */
  public long nextDeadlineNs() {
    return size == 0 ? Long.MAX_VALUE : deadlineNs[heap[0]];
  }

  /** Takes the slot that is due next out of the queue, which must not be empty. */
  public int poll() {
    if (size == 0) {
      throw new IllegalStateException("no deadline is set");
    }
    int slot = heap[0];
    clear(slot);
    return slot;
  }

  /** Sets or replaces the deadline of {@code slot}. */
  public void set(int slot, long deadlineNs) {
    this.deadlineNs[slot] = deadlineNs;
    if (positionOf[slot] == ABSENT) {
      place(slot, size);
      size++;
    }
    siftUp(positionOf[slot]);
    siftDown(positionOf[slot]);
  }

  /** Forgets the deadline of {@code slot}, if it has one. */
  public void clear(int slot) {
    int hole = positionOf[slot];
    if (hole == ABSENT) {
      return;
    }
    positionOf[slot] = ABSENT;
    size--;
    if (hole != size) {
      place(heap[size], hole);
      siftUp(hole);
      siftDown(hole);
    }
  }

  private void siftUp(int start) {
    int position = start;
    while (position > 0) {
      int parent = (position - 1) >>> 1;
      if (!isBefore(heap[position], heap[parent])) {
        return;
      }
      swap(position, parent);
      position = parent;
    }
  }

  private void siftDown(int start) {
    int position = start;
    while (true) {
      int child = 2 * position + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], heap[position])) {
        return;
      }
      swap(position, child);
      position = child;
    }
  }

  private boolean isBefore(int slot, int other) {
    long difference = deadlineNs[slot] - deadlineNs[other];
    return difference < 0 || (difference == 0 && slot < other);
  }

  private void swap(int position, int other) {
    int slot = heap[position];
    place(heap[other], position);
    place(slot, other);
  }

  private void place(int slot, int position) {
    heap[position] = slot;
    positionOf[slot] = position;
  }
}
