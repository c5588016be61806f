package dev.starling.learning;

/**
 * Messages of the exchange that wait to be sent, first in, first out: a host sends one at a time. A
 * ring of {@value #CAPACITY}; when it is full a message is dropped and counted, which is as good as
 * a loss on the way. Used by one thread.
 */
final class ExchangeOutbox {
  static final int CAPACITY = 32;

  private final ExchangeMessage.Type[] types = new ExchangeMessage.Type[CAPACITY];
  private final int[] targets = new int[CAPACITY];
  private final long[] sequences = new long[CAPACITY];
  private final long[] values = new long[CAPACITY];
  private final ExchangeCounters counters;
  private int first;
  private int size;

  ExchangeOutbox(ExchangeCounters counters) {
    this.counters = counters;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(ExchangeMessage.Type type, int target, long sequence, long value) {
    if (size == CAPACITY) {
      counters.messagesDropped++;
      return;
    }
    int at = (first + size) % CAPACITY;
    types[at] = type;
    targets[at] = target;
    sequences[at] = sequence;
    values[at] = value;
    size++;
  }

  /** Moves the first one into {@code message}. */
  void poll(ExchangeMessage message) {
    message.aim(types[first], targets[first], sequences[first], values[first]);
    first = (first + 1) % CAPACITY;
    size--;
  }

  void clear() {
    size = 0;
  }
}
