package dev.starling.sim.experiment;

import java.util.concurrent.CancellationException;

/**
 * The work done by all threads, in sample gradients, and the word to give up. Used by many threads.
 */
final class BoundsProgress {
  private static final int REPORTS = 100;

  private final long total;
  private final ProgressListener listener;
  private volatile boolean cancelled;
  private long done;
  private long reports;

  /**
   * @param total sample gradients of the whole work
   */
  BoundsProgress(long total, ProgressListener listener) {
    this.total = total;
    this.listener = listener;
  }

  /**
   * Counts work as done.
   *
   * @throws CancellationException when the rest is no longer wanted
   */
  synchronized void add(long gradients) {
    if (cancelled) {
      throw new CancellationException("the bounds are no longer wanted");
    }
    done += gradients;
    long due = total == 0 ? REPORTS : (long) ((double) done / total * REPORTS);
    if (due > reports) {
      reports = due;
      listener.onProgress(Math.min(1, (double) done / total));
    }
  }

  void cancel() {
    cancelled = true;
  }
}
