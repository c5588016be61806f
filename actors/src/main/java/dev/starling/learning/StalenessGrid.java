package dev.starling.learning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Exact staleness, measured by the host and never fed back to a learner. Each learner's versions
 * are recorded at the first moment after each instant {@code startNs + k·intervalNs}; when all live
 * learners of row k are there, the row is joined, so that both counts of a pair are of one instant.
 * What clocks of several machines differ, times the update rate, is the error.
 *
 * <p>On several nodes each node joins the pairs whose holders live there. It learns from the others
 * how far their tracked learners had come ({@link #recordOwn}), and tells them the same of its own
 * ({@link #takeOwn}), some rows at a time; its rows wait for these as they wait for a learner that
 * lags behind. {@link StalenessPart}s of the nodes add up. A message that is late, lost or comes
 * twice costs rows, but none is joined wrong: a row takes what is said of its own index alone.
 *
 * <p>{@link GridRing} says how many rows are held open; a row that is overwritten before it is
 * complete is dropped and counted. So are rows that are open while learners move from node to node.
 *
 * <p>Any thread may call; each learner must be recorded in rising order of the rows.
 */
public final class StalenessGrid {
  /** Of versions told to other nodes at once: 128 KiB. */
  private static final int MOST_TOLD = 1 << 14;

  private final Origins origins;
  private final long intervalNs;
  private final long startNs;
  private final GridRing ring;
  private final UpdateHistory history;

  private RowMembers members;
  private StalenessTally tally;
  private double sumRows;
  private double sumUpdates;
  private long measuredFrom;
  private double dropped;
  private long nextIndex;
  private long nextToJoin;
  private long toldUntil;

  /**
   * A grid that expects all learners, here, and measures from its first row on.
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
    ring = new GridRing(origins, learners);
    BitSet all = new BitSet(learners);
    all.set(0, learners);
    members = RowMembers.of(origins, all, all);
    history = new UpdateHistory(origins.count());
    tally = new StalenessTally(origins, history, intervalNs, 0);
  }

  /** When row {@code gridIndex} is due. */
  public long timeNs(long gridIndex) {
    return startNs + gridIndex * intervalNs;
  }

  /**
   * The row that a lane records first whose clocks start at {@code nowNs}: what was due before is
   * not for it to tell.
   */
  public long firstIndexFrom(long nowNs) {
    long sinceStartNs = nowNs - startNs;
    // Nothing has happened yet when row 0 is a little late.
    return sinceStartNs < intervalNs ? 0 : (sinceStartNs + intervalNs - 1) / intervalNs;
  }

  /** The first row for which nobody here has been recorded yet. */
  public synchronized long nextIndex() {
    return nextIndex;
  }

  /** When the first row is due for which nobody here has been recorded yet. */
  public synchronized long nextNs() {
    return timeNs(nextIndex);
  }

  /** For how long a row waits for those who are late, in nanoseconds. */
  public synchronized long patienceNs() {
    return ring.depth() * intervalNs;
  }

  /**
   * Records what {@code learner}, which lives here, knew at {@link #timeNs} of {@code gridIndex};
   * joins a full row.
   */
  public synchronized void record(int learner, long gridIndex, VersionVector versions) {
    GridRow row = open(gridIndex);
    if (row != null) {
      nextIndex = Math.max(nextIndex, gridIndex + 1);
      row.put(learner, versions);
      joinIfComplete(row);
    }
  }

  /**
   * The same of a learner that has come back and waits for a model: others are stale about it, and
   * it holds nothing that could be.
   */
  public synchronized void recordAwaiting(int learner, long gridIndex, VersionVector versions) {
    GridRow row = open(gridIndex);
    if (row != null) {
      nextIndex = Math.max(nextIndex, gridIndex + 1);
      row.putAwaiting(learner, versions);
      joinIfComplete(row);
    }
  }

  /**
   * Records how far learners of another node had come; joins the rows that this completes. Rows
   * that are held no more are passed over, and so are those further ahead of this node's own than
   * half of the rows that it holds: a clock that is wrong must not push its rows out.
   */
  public void recordOwn(OwnVersions told) {
    for (int i = 0; i < told.rows().length; i++) {
      // Row by row: lanes that record must not wait for all of them.
      recordOwn(told, i);
    }
  }

  private synchronized void recordOwn(OwnVersions told, int which) {
    long index = told.rows()[which];
    long most = Math.max(nextIndex, nextToJoin) + ring.depth() / 2;
    GridRow row = index < 0 || index > most ? null : open(index);
    if (row == null || !row.isOpen()) {
      return;
    }
    for (int i = 0; i < told.learners().length; i++) {
      int column = origins.columnOf(told.learners()[i]);
      if (column >= 0) {
        row.putNewest(column, told.version(which, i));
      }
    }
    joinIfComplete(row);
  }

  /**
   * What has been recorded since the last call, for the other nodes: of rows that all tracked
   * learners of this node have recorded, up to {@value #MOST_TOLD} versions, the earliest first;
   * {@link OwnVersions#NONE} when there are none. To be called again at once while it is not empty.
   */
  public synchronized OwnVersions takeOwn() {
    int[] learners = members.sources().stream().toArray();
    toldUntil = Math.max(toldUntil, nextIndex - ring.depth());
    if (learners.length == 0) {
      return OwnVersions.NONE;
    }
    int most = Math.max(1, MOST_TOLD / learners.length);
    List<GridRow> rows = new ArrayList<>();
    for (long index = toldUntil; index < nextIndex && rows.size() < most; index++) {
      GridRow row = ring.find(index);
      if (row != null && row.hasHolders(members.sources())) {
        rows.add(row);
        // Learners record rising rows, so what is incomplete before this one stays so.
        toldUntil = index + 1;
      }
    }
    long[] versions = new long[rows.size() * learners.length];
    int next = 0;
    for (GridRow row : rows) {
      for (int learner : learners) {
        versions[next++] = row.newest(origins.columnOf(learner));
      }
    }
    return rows.isEmpty()
        ? OwnVersions.NONE
        : new OwnVersions(rows.stream().mapToLong(GridRow::index).toArray(), learners, versions);
  }

  /** {@link #expect(BitSet, BitSet)} of learners that all live here. */
  public void expect(BitSet live) {
    expect(live, live);
  }

  /**
   * From now on rows are complete with these learners; also those that are still open.
   *
   * @param live all learners that are there, on whatever node
   * @param hosted those that live here; others than the live do not matter
   */
  public synchronized void expect(BitSet live, BitSet hosted) {
    members = RowMembers.of(origins, live, hosted);
    ring.keepOnly(members.holders());
    ring.fit(members.holders().cardinality()).forEach(this::drop);
    // In the order of time: a row's successor lies one further in the ring.
    for (long index = Math.max(0, nextIndex - ring.depth()); index < nextIndex; index++) {
      GridRow row = ring.find(index);
      if (row != null) {
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
    StalenessTally fresh = new StalenessTally(origins, history, intervalNs, gridIndex);
    synchronized (this) {
      measuredFrom = gridIndex;
      dropped = 0;
      tally = fresh;
    }
  }

  /** What has been measured so far of the pairs whose holders live here. */
  public synchronized StalenessPart part() {
    return tally.part(dropped, sum());
  }

  /** What has been measured so far, of a grid that holds all learners. */
  public StalenessSummary summary() {
    return part().summary();
  }

  /** Of all rows joined since the start. */
  public synchronized StalenessSum sum() {
    return new StalenessSum(sumRows, sumUpdates);
  }

  /**
   * What each link has carried, by {@code log}, beside how stale its target has been about its
   * source; of a grid that holds all learners.
   */
  public LinkTable links(LinkLog log) {
    LinkGathering gathering = new LinkGathering(origins);
    while (!gathering.isComplete()) {
      gathering.add(linkPart(log, gathering.next()));
    }
    return gathering.table();
  }

  /** The same so far as this node knows, of the links that a {@link LinkGathering} asks for. */
  public synchronized LinkPart linkPart(LinkLog log, long from) {
    return log.part(from, tally.pairs());
  }

  /** The row with this index, begun if it is new; null when it has been dropped. */
  private GridRow open(long gridIndex) {
    GridRow row = ring.place(gridIndex);
    if (row.index() < gridIndex) {
      drop(row);
      row.begin(gridIndex);
    }
    return row.index() == gridIndex ? row : null;
  }

  private void joinIfComplete(GridRow row) {
    if (!row.isOpen() || !row.hasHolders(members.holders()) || !row.hasOrigins(members.columns())) {
      return;
    }
    if (row.index() < nextToJoin) {
      // Joined after a later one it would put updates of the origins where they were not made.
      drop(row);
      return;
    }
    row.close();
    nextToJoin = row.index() + 1;
    tally.join(row, members);
    if (tally.hasPairs()) {
      sumRows += tally.latestShare();
      sumUpdates += tally.latestUpdates();
    }
    if (row.index() >= measuredFrom) {
      tally.count(row);
    }
  }

  private void drop(GridRow row) {
    if (row.isOpen() && row.index() >= measuredFrom) {
      dropped += members.share();
    }
    row.close();
  }
}
