package dev.starling.sim;

import java.util.Arrays;

/**
 * Frames on their way, by the time at which they arrive; those of one time in the order in which
 * they left. A binary heap over arrays that grow; it allocates nothing else. Used by one thread.
 */
final class ArrivalQueue {
  private static final int FIRST_CAPACITY = 64;

  private long[] timeNs = new long[FIRST_CAPACITY];
  private long[] order = new long[FIRST_CAPACITY];
  private Flight[] flight = new Flight[FIRST_CAPACITY];

  /** First frame in the upper half, the one after the last in the lower. */
  private long[] frames = new long[FIRST_CAPACITY];

  private int size;
  private long added;

  /** When the next frames arrive; {@link Long#MAX_VALUE} when none are on their way. */
  long nextNs() {
    return size == 0 ? Long.MAX_VALUE : timeNs[0];
  }

  Flight nextFlight() {
    return flight[0];
  }

  int nextFromFrame() {
    return (int) (frames[0] >>> Integer.SIZE);
  }

  int nextToFrame() {
    return (int) frames[0];
  }

  /** Frames {@code from} to {@code to} − 1 of {@code copy} arrive at {@code atNs}. */
  void add(long atNs, Flight copy, int from, int to) {
    if (size == timeNs.length) {
      grow();
    }
    int hole = size++;
    long number = added++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (timeNs[parent] <= atNs) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, atNs, number, copy, (long) from << Integer.SIZE | to);
  }

  /** Takes out what arrives next. */
  void removeNext() {
    size--;
    long atNs = timeNs[size];
    long number = order[size];
    Flight copy = flight[size];
    long cut = frames[size];
    flight[size] = null;
    if (size == 0) {
      return;
    }
    int hole = 0;
    while (true) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && isBefore(timeNs[child + 1], order[child + 1], child)) {
        child++;
      }
      if (isBefore(atNs, number, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, atNs, number, copy, cut);
  }

  private boolean isBefore(long atNs, long number, int other) {
    return atNs < timeNs[other] || (atNs == timeNs[other] && number < order[other]);
  }

  private void move(int from, int to) {
    put(to, timeNs[from], order[from], flight[from], frames[from]);
  }

  private void put(int at, long atNs, long number, Flight copy, long cut) {
    timeNs[at] = atNs;
    order[at] = number;
    flight[at] = copy;
    frames[at] = cut;
  }

  private void grow() {
    int capacity = 2 * size;
    timeNs = Arrays.copyOf(timeNs, capacity);
    order = Arrays.copyOf(order, capacity);
    flight = Arrays.copyOf(flight, capacity);
    frames = Arrays.copyOf(frames, capacity);
  }
}
