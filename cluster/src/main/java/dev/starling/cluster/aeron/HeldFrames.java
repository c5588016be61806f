package dev.starling.cluster.aeron;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies of frames that are to be delivered later, for tests and experiments: at most {@value
 * #MAX_FRAMES} at a time, outside the heap. Frames that are due at one instant come out in the
 * order in which they went in. Used by the lane's thread.
 */
final class HeldFrames {
  /** At the largest payload that a frame can have, 64 MiB. */
  static final int MAX_FRAMES = 1_024;

  private final Queue<Held> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Held held) -> held.dueNs).thenComparing(held -> held.order));
  private final Deque<Held> free = new ArrayDeque<>();
  private int made;
  private long orders;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Copies a frame, to be delivered at {@code dueNs}.
   *
   * @return whether there was room
   */
  boolean hold(DirectBuffer buffer, int offset, int length, int session, long dueNs) {
    Held held = free.poll();
    if (held == null) {
      if (made == MAX_FRAMES) {
        return false;
      }
      made++;
      held = new Held();
    }
    held.take(buffer, offset, length);
    held.session = session;
    held.dueNs = dueNs;
    held.order = orders++;
    waiting.add(held);
    return true;
  }

  /** A frame that is due, to be given back by {@link #giveBack}; null when there is none. */
  Held pollDue(long nowNs) {
    Held next = waiting.peek();
    return next == null || next.dueNs > nowNs ? null : waiting.poll();
  }

  void giveBack(Held held) {
    free.add(held);
  }

  /** Forgets all that wait. */
  void clear() {
    free.addAll(waiting);
    waiting.clear();
  }

  /** One frame. */
  static final class Held {
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private int length;
    private int session;
    private long dueNs;
    private long order;

    private void take(DirectBuffer from, int offset, int bytesToTake) {
      if (bytes.capacity() < bytesToTake) {
        bytes.wrap(BufferUtil.allocateDirectAligned(bytesToTake, Long.BYTES));
      }
      bytes.putBytes(0, from, offset, bytesToTake);
      length = bytesToTake;
    }

    DirectBuffer bytes() {
      return bytes;
    }

    int length() {
      return length;
    }

    int session() {
      return session;
    }
  }
}
