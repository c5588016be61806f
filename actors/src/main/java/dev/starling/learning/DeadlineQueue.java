package dev.starling.learning;

import java.util.Arrays;

/**
 * Which of a fixed set of slots is due next: an indexed heap over deadlines. Each slot has at most
 * one deadline and setting it again replaces it, in O(log slots) and without allocation. Equal
 * deadlines come out in the order of their slots, so that a host that polls this queue is
 * deterministic. Both hosts keep their clocks here: a timer wheel would round deadlines to its tick
 * and lose their order inside one. Used by one thread.
 *
 * <p>Four children to a parent, whose deadlines lie side by side: half as many levels as with two,
 * and one cache line each. A slot that was polled leaves the heap only when something else is asked
 * of it, because a clock that ticks is mostly set again at once, and then sinks from where it is.
 */
public final class DeadlineQueue {
  private static final int ABSENT = -1;
  private static final int CHILDREN = 4;

  /** By place in the heap, as the slots are. */
  private final long[] deadlineNs;

  private final int[] heap;
  private final int[] positionOf;
  private int size;

  /** Whether the slot at the top has been polled. */
  private boolean polled;

  /** A queue for slots 0 to {@code slots} − 1, none of them due. */
  public DeadlineQueue(int slots) {
    deadlineNs = new long[slots];
    heap = new int[slots];
    positionOf = new int[slots];
    Arrays.fill(positionOf, ABSENT);
  }

  public boolean isEmpty() {
    settle();
    return size == 0;
  }

  /** Deadline of the slot that is due next; {@link Long#MAX_VALUE} when none is set. */
  public long nextDeadlineNs() {
    settle();
    return size == 0 ? Long.MAX_VALUE : deadlineNs[0];
  }

  /** Takes the slot that is due next out of the queue, which must not be empty. */
  public int poll() {
    settle();
    if (size == 0) {
      throw new IllegalStateException("no deadline is set");
    }
    polled = true;
    return heap[0];
  }

  /** Sets or replaces the deadline of {@code slot}. */
  public void set(int slot, long deadlineNs) {
    if (polled && heap[0] == slot) {
      polled = false;
      siftDown(0, slot, deadlineNs);
      return;
    }
    settle();
    int position = positionOf[slot];
    move(position == ABSENT ? size++ : position, slot, deadlineNs);
  }

  /** Forgets the deadline of {@code slot}, if it has one. */
  public void clear(int slot) {
    settle();
    if (positionOf[slot] != ABSENT) {
      remove(positionOf[slot]);
    }
  }

  private void settle() {
    if (polled) {
      polled = false;
      remove(0);
    }
  }

  private void remove(int hole) {
    positionOf[heap[hole]] = ABSENT;
    size--;
    if (hole != size) {
      move(hole, heap[size], deadlineNs[size]);
    }
  }

  /** Puts {@code slot} where it belongs, {@code hole} being free. */
  private void move(int hole, int slot, long deadline) {
    if (hole > 0 && isBefore(deadline, slot, (hole - 1) / CHILDREN)) {
      siftUp(hole, slot, deadline);
    } else {
      siftDown(hole, slot, deadline);
    }
  }

  private void siftUp(int hole, int slot, long deadline) {
    int position = hole;
    while (position > 0) {
      int parent = (position - 1) / CHILDREN;
      if (!isBefore(deadline, slot, parent)) {
        break;
      }
      place(position, heap[parent], deadlineNs[parent]);
      position = parent;
    }
    place(position, slot, deadline);
  }

  private void siftDown(int hole, int slot, long deadline) {
    int position = hole;
    int first = CHILDREN * position + 1;
    while (first < size) {
      int child = earliest(first, Math.min(first + CHILDREN, size));
      if (isBefore(deadline, slot, child)) {
        break;
      }
      place(position, heap[child], deadlineNs[child]);
      position = child;
      first = CHILDREN * position + 1;
    }
    place(position, slot, deadline);
  }

  private int earliest(int from, int to) {
    int earliest = from;
    for (int position = from + 1; position < to; position++) {
      if (isBefore(deadlineNs[position], heap[position], earliest)) {
        earliest = position;
      }
    }
    return earliest;
  }

  private boolean isBefore(long deadline, int slot, int other) {
    long difference = deadline - deadlineNs[other];
    return difference < 0 || (difference == 0 && slot < heap[other]);
  }

  private void place(int position, int slot, long deadline) {
    heap[position] = slot;
    deadlineNs[position] = deadline;
    positionOf[slot] = position;
  }
}
