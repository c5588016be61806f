package dev.starling.cluster.aeron;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;

/**
 * Says which lanes are in a duty cycle, where they may touch Aeron's mapped memory. Memory that is
 * no longer handed out may be unmapped when every lane has been seen outside, or in a later cycle:
 * a touch after that would crash the JVM. A lane enters and leaves by one store each; any thread
 * may wait.
 */
final class LaneGates {
  /** No lane is the caller's. */
  static final int NOBODY = -1;

  /** Longs of a lane: two lines of a cache, so that lanes do not slow each other. */
  private static final int STRIDE = 16;

  private static final long WAIT_PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

  private final int lanes;

  /** Passages of each lane: odd while it is inside. */
  private final AtomicLongArray passages;

  LaneGates(int lanes) {
    this.lanes = lanes;
    passages = new AtomicLongArray((lanes + 1) * STRIDE);
  }

  /** The lane begins a duty cycle; for its own thread. */
  void enter(int lane) {
    int slot = slot(lane);
    // A full fence, so that whoever closes something sees the lane inside, or the lane sees it
    // closed.
    passages.set(slot, passages.getPlain(slot) + 1);
  }

  /** The lane ends a duty cycle, or will never begin another. */
  void leave(int lane) {
    int slot = slot(lane);
    passages.setRelease(slot, passages.getPlain(slot) + 1);
  }

  /** Where the lanes are now, to be held against {@link #havePassed}. */
  long[] mark() {
    long[] mark = new long[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      mark[lane] = passages.get(slot(lane));
    }
    return mark;
  }

  /** Whether every lane has been outside since {@code mark}. */
  boolean havePassed(long[] mark) {
    for (int lane = 0; lane < lanes; lane++) {
      if (isInside(mark[lane]) && passages.get(slot(lane)) == mark[lane]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Waits until every lane has been outside, however long its cycle is.
   *
   * @param caller the lane on whose thread this is called, or {@link #NOBODY}
   */
  void awaitPassage(int caller) {
    IdleStrategy idle = new SleepingIdleStrategy(WAIT_PARK_NS);
    long[] mark = mark();
    if (caller != NOBODY) {
      mark[caller] = 0;
    }
    while (!havePassed(mark)) {
      idle.idle();
    }
  }

  private static boolean isInside(long passage) {
    return (passage & 1) == 1;
  }

  private static int slot(int lane) {
    return (lane + 1) * STRIDE;
  }
}
