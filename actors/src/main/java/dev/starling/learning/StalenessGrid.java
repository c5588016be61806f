package dev.starling.learning;

import java.util.BitSet;

/**
 * Exact staleness, measured by the host and never fed back to a learner. Each learner's versions
 * are recorded at the first moment after each instant {@code startNs + k·intervalNs}; when all live
 * learners of row k are there, the row is joined, so that both counts of a pair are of one instant.
 * What clocks of several machines differ, times the update rate, is the error.
 *
 * <p>A learner that lags behind holds its rows open. At most {@value #MOST_ROWS} rows are held, and
 * fewer where they would take more than 64 MiB together (n × columns × 8 bytes each), but never
 * fewer than two; a row that is overwritten before it is complete is dropped and counted.
 *
 * <p>Any thread may call; each learner must be recorded in rising order of the rows.
 */
public final class StalenessGrid {
  private static final int MOST_ROWS = 64;
  private static final int LEAST_ROWS = 2;
  private static final long MOST_BYTES = 64L << 20;

  private final Origins origins;
  private final long intervalNs;
  private final long startNs;
  private final GridRow[] rows;
  private final BitSet expected;
  private final UpdateHistory history;

  private StalenessTally tally;
  private long rowsJoined;
  private double meansJoined;
  private long measuredFrom;
  private long rowsDropped;
  private long nextIndex;

  /**
   * A grid that expects all learners and measures from its first row on.
   *
   * @param intervalNs between two rows, above 0
   * @param startNs when row 0 is due
   */
  public StalenessGrid(int learners, Origins origins, long intervalNs, long startNs) {
    if (learners != origins.learners()) {
      throw new IllegalArgumentException(
          "origins of " + origins.learners() + " learners for a grid of " + learners);
    }
    if (intervalNs < 1) {
      throw new IllegalArgumentException("interval must be at least 1 ns, was " + intervalNs);
    }
    this.origins = origins;
    this.intervalNs = intervalNs;
    this.startNs = startNs;
    long rowBytes = (long) learners * origins.count() * Long.BYTES;
    rows = new GridRow[(int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_BYTES / rowBytes))];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new GridRow(learners, origins.count());
    }
    expected = new BitSet(learners);
    expected.set(0, learners);
    history = new UpdateHistory(origins.count());
    tally = new StalenessTally(origins, history, intervalNs);
  }

  /** When row {@code gridIndex} is due. */
  public long timeNs(long gridIndex) {
    return startNs + gridIndex * intervalNs;
  }

  /** The first row for which nobody has been recorded yet. */
  public synchronized long nextIndex() {
    return nextIndex;
  }

  /** When the first row is due for which nobody has been recorded yet. */
  public synchronized long nextNs() {
    return timeNs(nextIndex);
  }

  /**
   * Records what {@code learner} knew at {@link #timeNs} of {@code gridIndex}; joins a full row.
   */
  public synchronized void record(int learner, long gridIndex, VersionVector versions) {
    GridRow row = rows[(int) (gridIndex % rows.length)];
    if (row.index() > gridIndex) {
      // Its row has been dropped.
      return;
    }
    if (row.index() < gridIndex) {
      drop(row);
      row.begin(gridIndex);
    }
    nextIndex = Math.max(nextIndex, gridIndex + 1);
    row.put(learner, versions);
    joinIfComplete(row);
  }

  /** From now on rows are complete with these learners; also those that are still open. */
  public synchronized void expect(BitSet live) {
    expected.clear();
    expected.or(live);
    // In the order of time: a row's successor lies one further in the ring.
    for (long index = Math.max(0, nextIndex - rows.length); index < nextIndex; index++) {
      GridRow row = rows[(int) (index % rows.length)];
      if (row.index() == index) {
        joinIfComplete(row);
      }
    }
  }

  /**
   * Measures afresh, with row {@code gridIndex} the first that counts: the end of the burn-in. Of
   * rows before it the summary shows the latest alone.
   */
  public void measureFrom(long gridIndex) {
    // It takes up to 25 MB, which the lanes need not wait for.
    StalenessTally fresh = new StalenessTally(origins, history, intervalNs);
    synchronized (this) {
      measuredFrom = gridIndex;
      rowsDropped = 0;
      tally = fresh;
    }
  }

  /** What has been measured so far. */
  public synchronized StalenessSummary summary() {
    return tally.summary(rowsDropped, intervalNs);
  }

  /** Of all rows joined since the start. */
  public synchronized StalenessSum sum() {
    return new StalenessSum(rowsJoined, meansJoined);
  }

  /**
   * What each link has carried, by {@code log}, beside how stale its target has been about its
   * source.
   */
  public synchronized LinkTable links(LinkLog log) {
    return LinkTable.of(origins, log, tally.pairs());
  }

  private void joinIfComplete(GridRow row) {
    if (row.isOpen() && row.contains(expected)) {
      row.close();
      tally.join(row, expected);
      if (tally.hasPairs()) {
        rowsJoined++;
        meansJoined += tally.latestMean();
      }
      if (row.index() >= measuredFrom) {
        tally.count(row);
      }
    }
  }

  private void drop(GridRow row) {
    if (row.isOpen() && row.index() >= measuredFrom) {
      rowsDropped++;
    }
  }
}
