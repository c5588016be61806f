package dev.starling.cluster.aeron;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies of frames that are to be delivered later, for tests and experiments, outside the heap and
 * within {@value #MAX_BYTES} bytes. Frames that are due at one instant come out in the order in
 * which they went in. Used by the lane's thread.
 */
final class HeldFrames {
  /** Of all copies at a time, each counted with its room: a power of two. */
  static final int MAX_BYTES = 64 << 20;

  /** Keeps the copies of small frames from being far more than their bytes tell. */
  static final int LEAST_ROOM_BYTES = 512;

  private final Queue<Held> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Held held) -> held.dueNs).thenComparing(held -> held.order));

  /** By the power of two of their room; the frames of a run have few sizes. */
  private final List<Deque<Held>> free =
      Stream.generate(() -> (Deque<Held>) new ArrayDeque<Held>()).limit(Integer.SIZE).toList();

  private long madeBytes;
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
    Held held = copy(buffer, offset, length, session);
    if (held == null) {
      return false;
    }
    deliverAt(held, dueNs);
    return true;
  }

  /** Copies a frame, to be given to {@link #deliverAt} or back; null when there is no room. */
  Held copy(DirectBuffer buffer, int offset, int length, int session) {
    int room = BitUtil.findNextPositivePowerOfTwo(Math.max(LEAST_ROOM_BYTES, length));
    Held held = freeOf(room).poll();
    if (held == null) {
      if (madeBytes + room > MAX_BYTES) {
        return null;
      }
      madeBytes += room;
      held = new Held(room);
    }
    held.bytes.putBytes(0, buffer, offset, length);
    held.length = length;
    held.session = session;
    return held;
  }

  /** A copy is due at {@code dueNs}. */
  void deliverAt(Held held, long dueNs) {
    held.dueNs = dueNs;
    held.order = orders++;
    waiting.add(held);
  }

  /** A frame that is due, to be given back by {@link #giveBack}; null when there is none. */
  Held pollDue(long nowNs) {
    Held next = waiting.peek();
    return next == null || next.dueNs > nowNs ? null : waiting.poll();
  }

  void giveBack(Held held) {
    freeOf(held.bytes.capacity()).add(held);
  }

  /** Forgets all copies, and the memory that they were in. */
  void clear() {
    waiting.clear();
    free.forEach(Deque::clear);
    madeBytes = 0;
  }

  /** Of the copies that wait and of room that was used before. */
  long bytes() {
    return madeBytes;
  }

  private Deque<Held> freeOf(int room) {
    return free.get(Integer.numberOfTrailingZeros(room));
  }

  /** One frame. */
  static final class Held {
    private final UnsafeBuffer bytes;
    private int length;
    private int session;
    private long dueNs;
    private long order;

    private Held(int room) {
      bytes = new UnsafeBuffer(BufferUtil.allocateDirectAligned(room, Long.BYTES), 0, room);
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
