package dev.starling.cluster.aeron;

import java.util.concurrent.TimeUnit;

/**
 * Times in which a node's data plane was down, and when the next attempt to mend it is due. Used
 * under the data plane's lock; the totals may be read by any thread.
 */
final class Outages {
  /** Before the second attempt; each failure doubles it. */
  static final long FIRST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(250);

  static final long MAX_WAIT_NS = TimeUnit.SECONDS.toNanos(4);

  private volatile int count;
  private volatile long endedNs;
  private volatile boolean open;
  private volatile long beganNs;
  private long dueNs;
  private long waitNs;

  boolean isOpen() {
    return open;
  }

  /** An outage begins; the first attempt is due at once. */
  void begin(long nowNs) {
    beganNs = nowNs;
    dueNs = nowNs;
    waitNs = FIRST_WAIT_NS;
    count++;
    open = true;
  }

  /** Whether an attempt is due. */
  boolean isDue(long nowNs) {
    return open && nowNs - dueNs >= 0;
  }

  /** An attempt failed. */
  void onFailure(long nowNs) {
    dueNs = nowNs + waitNs;
    waitNs = Math.min(2 * waitNs, MAX_WAIT_NS);
  }

  /**
   * An attempt succeeded.
   *
   * @return nanoseconds for which the outage lasted
   */
  long end(long nowNs) {
    long lastedNs = nowNs - beganNs;
    endedNs += lastedNs;
    open = false;
    return lastedNs;
  }

  /** Outages so far, with the one that goes on. */
  int count() {
    return count;
  }

  /** Nanoseconds of all outages, with the one that goes on. */
  long totalNs(long nowNs) {
    return endedNs + (open ? nowNs - beganNs : 0);
  }
}
