package dev.starling.cluster.aeron;

import java.util.concurrent.TimeUnit;

/**
 * Times in which a node's data plane was down, and when the next attempt to mend it is due. Any
 * thread may call it.
 */
final class Outages {
  /** Before the second attempt; each failure doubles it. */
  static final long FIRST_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(250);

  static final long MAX_WAIT_NS = TimeUnit.SECONDS.toNanos(4);

  private int count;
  private long endedNs;
  private boolean open;
  private long beganNs;
  private long dueNs;
  private long waitNs;

  synchronized boolean isOpen() {
    return open;
  }

  /** An outage begins; the first attempt is due at once. */
  synchronized void begin(long nowNs) {
    beganNs = nowNs;
    dueNs = nowNs;
    waitNs = FIRST_WAIT_NS;
    count++;
    open = true;
  }

  /** Whether an attempt is due. */
  synchronized boolean isDue(long nowNs) {
    return open && nowNs - dueNs >= 0;
  }

  /** An attempt failed. */
  synchronized void onFailure(long nowNs) {
    dueNs = nowNs + waitNs;
    waitNs = Math.min(2 * waitNs, MAX_WAIT_NS);
  }

  /**
   * An attempt succeeded.
   *
   * @return nanoseconds for which the outage lasted
   */
  synchronized long end(long nowNs) {
    long lastedNs = nowNs - beganNs;
    endedNs += lastedNs;
    open = false;
    return lastedNs;
  }

  /** Outages so far, with the one that goes on. */
  synchronized int count() {
    return count;
  }

  /** Nanoseconds of all outages, with the one that goes on. */
  synchronized long totalNs(long nowNs) {
    return endedNs + (open ? nowNs - beganNs : 0);
  }
}
