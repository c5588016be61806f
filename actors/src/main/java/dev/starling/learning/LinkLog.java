package dev.starling.learning;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * What each link, an ordered pair of learners, has carried: kept by the host, for reports alone,
 * and never seen by a learner. Links from tracked origins count, at 16 bytes each, and none where
 * that would be more than {@value PairTally#MOST_PAIRS} of them.
 *
 * <p>Threads: a learner's own thread notes what it sent and what it mixed, so each count has one
 * writer, except that all who push to a learner raise the total of what was sent to it, which is
 * therefore atomic. {@link #lostShare} and {@link #totals} are for any thread at any time; what is
 * told of single links is for after all have stopped.
 */
public final class LinkLog {
  private final Origins origins;
  private final int columns;
  private final int[] sent;
  private final int[] mixed;
  private final long[] heardNs;

  /** By target, over the links to it. */
  private final AtomicLongArray sentTo;

  private final AtomicLongArray mixedBy;

  /** What other nodes have told, in the same form. */
  private final AtomicLongArray sentElsewhere;

  private final AtomicLongArray mixedElsewhere;

  public LinkLog(Origins origins) {
    this.origins = origins;
    columns = origins.count();
    int links = keeps(origins) ? origins.learners() * columns : 0;
    sent = new int[links];
    mixed = new int[links];
    heardNs = new long[links];
    sentTo = new AtomicLongArray(links == 0 ? 0 : origins.learners());
    mixedBy = new AtomicLongArray(sentTo.length());
    sentElsewhere = new AtomicLongArray(sentTo.length());
    mixedElsewhere = new AtomicLongArray(sentTo.length());
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
      mixedBy.setRelease(target, mixedBy.getPlain(target) + 1);
      heardNs[link] = sinceStartNs;
    }
  }

  /**
   * Share of the pushes to {@code target}, of those that tracked origins sent, that it has not
   * mixed; those on their way count until they are. What other nodes have sent counts as of when
   * they last told, so that the share is too small rather than too large. NaN when none was sent.
   * Takes the same time for any number of links.
   */
  public double lostShare(int target) {
    if (sent.length == 0) {
      return Double.NaN;
    }
    // First, so that what is mixed meanwhile was sent before.
    long arrived = mixedBy.getAcquire(target) + mixedElsewhere.get(target);
    long all = sentTo.get(target) + sentElsewhere.get(target);
    return all == 0 ? Double.NaN : Math.max(0, (double) (all - arrived) / all);
  }

  /**
   * What the nodes need to be told on which learners other than {@code hosted} live.
   *
   * @param hosted learners of this node
   */
  public LinkTotals totals(BitSet hosted) {
    int[] targets =
        IntStream.range(0, sentTo.length())
            .filter(target -> !hosted.get(target))
            .filter(target -> sentTo.get(target) > 0 || mixedBy.getAcquire(target) > 0)
            .toArray();
    return new LinkTotals(
        targets,
        IntStream.of(targets).mapToLong(sentTo::get).toArray(),
        IntStream.of(targets).mapToLong(mixedBy::getAcquire).toArray());
  }

  /**
   * Another node has told its totals anew. What a node told that has gone since stays counted.
   *
   * @param before what it told last; {@link LinkTotals#NONE} at first
   */
  public void hear(LinkTotals told, LinkTotals before) {
    count(told, 1);
    count(before, -1);
  }

  private void count(LinkTotals told, int sign) {
    for (int i = 0; i < told.targets().length; i++) {
      int target = told.targets()[i];
      if (target < sentElsewhere.length()) {
        sentElsewhere.getAndAdd(target, sign * told.sent()[i]);
        mixedElsewhere.getAndAdd(target, sign * told.mixed()[i]);
      }
    }
  }

  /** What the links from {@code from} on have carried, with what is known of their staleness. */
  LinkPart part(long from, PairTally pairs) {
    LinkPart part = LinkPart.none(from, LinkGathering.lengthAt(origins, from));
    for (int i = 0; i < part.sent().length; i++) {
      int column = (int) ((from + i) / origins.learners());
      int target = (int) ((from + i) % origins.learners());
      int link = target * columns + column;
      part.sent()[i] = sent[column * origins.learners() + target];
      part.mixed()[i] = mixed[link];
      part.heardNs()[i] = heardNs[link];
      part.stalenessSums()[i] = pairs.sum(target, column);
      part.rows()[i] = pairs.rows(target, column);
    }
    return part;
  }

  private int columnOf(int source) {
    return sent.length == 0 ? -1 : origins.columnOf(source);
  }
}
