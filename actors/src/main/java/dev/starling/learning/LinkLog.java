package dev.starling.learning;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What each link, an ordered pair of learners, has carried: kept by the host, for reports alone,
 * and never seen by a learner. Links from tracked origins count, at 16 bytes each, and none where
 * that would be more than {@value PairTally#MOST_PAIRS} of them.
 *
 * <p>Threads: a learner's own thread notes what it sent and what it mixed, so each count has one
 * writer, except that all who push to a learner raise the total of what was sent to it, which is
 * therefore atomic. {@link #lostShare} is for the target's thread, at any time; what is told of
 * single links is for after all have stopped.
 */
public final class LinkLog {
  private static final double NS_PER_SECOND = 1e9;

  private final Origins origins;
  private final int columns;
  private final int[] sent;
  private final int[] mixed;
  private final long[] heardNs;

  /** By target, over the links to it. */
  private final AtomicLongArray sentTo;

  private final long[] mixedBy;

  public LinkLog(Origins origins) {
    this.origins = origins;
    columns = origins.count();
    int links = keeps(origins) ? origins.learners() * columns : 0;
    sent = new int[links];
    mixed = new int[links];
    heardNs = new long[links];
    sentTo = new AtomicLongArray(links == 0 ? 0 : origins.learners());
    mixedBy = new long[sentTo.length()];
  }

  static boolean keeps(Origins origins) {
    return (long) origins.learners() * origins.count() <= PairTally.MOST_PAIRS;
  }

  /** {@code source} has handed a push to {@code target} to the transport whole. */
  public void onSent(int source, int target) {
    int column = columnOf(source);
    if (column >= 0) {
      sent[column * origins.learners() + target]++;
      sentTo.getAndIncrement(target);
    }
  }

  /**
   * {@code target} has mixed a push of {@code source} whole.
   *
   * @param sinceStartNs run time, 0 or more
   */
  public void onMixed(int source, int target, long sinceStartNs) {
    int column = columnOf(source);
    if (column >= 0) {
      int link = target * columns + column;
      mixed[link]++;
      mixedBy[target]++;
      heardNs[link] = sinceStartNs;
    }
  }

  /**
   * Share of the pushes to {@code target}, of those that tracked origins sent, that it has not
   * mixed; those on their way count until they are. NaN when none was sent. Takes the same time for
   * any number of links.
   */
  public double lostShare(int target) {
    long all = sent.length == 0 ? 0 : sentTo.get(target);
    return all == 0 ? Double.NaN : Math.max(0, (double) (all - mixedBy[target]) / all);
  }

  long sent(int column, int target) {
    return sent[column * origins.learners() + target];
  }

  long mixed(int column, int target) {
    return mixed[target * columns + column];
  }

  /** Run time at which {@code target} last mixed a push of this source; NaN if it never did. */
  double lastHeardSeconds(int column, int target) {
    return mixed(column, target) == 0
        ? Double.NaN
        : heardNs[target * columns + column] / NS_PER_SECOND;
  }

  private int columnOf(int source) {
    return sent.length == 0 ? -1 : origins.columnOf(source);
  }
}
