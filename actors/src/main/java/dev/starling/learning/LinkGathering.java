package dev.starling.learning;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts the {@link LinkTable} of a run together, part by part: as long as it is not complete, ask
 * every node for its {@link StalenessGrid#linkPart} from {@link #next} on, add these up and give
 * them to {@link #add}. It holds as many rows as the table has, whatever the number of links. Used
 * by one thread.
 */
public final class LinkGathering {
  private static final double NS_PER_SECOND = 1e9;

  /** The first to go: the least stale, and of these the last. */
  private static final Comparator<LinkTable.Link> LEAST_STALE_FIRST =
      Comparator.comparingDouble((LinkTable.Link link) -> LinkTable.rank(link.staleness()))
          .thenComparing(
              Comparator.comparingInt(LinkTable.Link::source)
                  .thenComparingInt(LinkTable.Link::target)
                  .reversed());

  private final Origins origins;
  private final long end;
  private final PriorityQueue<LinkTable.Link> stalest = new PriorityQueue<>(LEAST_STALE_FIRST);
  private long next;

  /**
   * @param origins of the run
   */
  public LinkGathering(Origins origins) {
    this.origins = origins;
    end = LinkLog.keeps(origins) ? (long) origins.learners() * origins.count() : 0;
  }

  /** Whether all links have been added; at once where none were counted. */
  public boolean isComplete() {
    return next >= end;
  }

  /** The first link of the next part. */
  public long next() {
    return next;
  }

  /** Adds what all nodes together know of the links from {@link #next} on. */
  public void add(LinkPart part) {
    if (part.from() != next || part.sent().length != lengthAt(origins, next)) {
      throw new IllegalArgumentException(
          "wanted the links from " + next + " on, not from " + part.from());
    }
    for (int i = 0; i < part.sent().length; i++) {
      int source = origins.learnerAt((int) ((next + i) / origins.learners()));
      int target = (int) ((next + i) % origins.learners());
      if (source != target) {
        offer(
            new LinkTable.Link(
                source,
                target,
                part.sent()[i],
                part.mixed()[i],
                part.staleness(i),
                part.mixed()[i] == 0 ? Double.NaN : part.heardNs()[i] / NS_PER_SECOND));
      }
    }
    next += part.sent().length;
  }

  /** What has been gathered. */
  public LinkTable table() {
    List<LinkTable.Link> rows =
        stalest.stream()
            .sorted(
                Comparator.comparingInt(LinkTable.Link::source)
                    .thenComparingInt(LinkTable.Link::target))
            .toList();
    return new LinkTable(
        origins.learners(), (long) origins.count() * (origins.learners() - 1), rows);
  }

  /** Links of the part that begins with {@code from}. */
  static int lengthAt(Origins origins, long from) {
    long left = (long) origins.learners() * origins.count() - from;
    return (int) Math.max(0, Math.min(LinkPart.MOST_LINKS, left));
  }

  private void offer(LinkTable.Link link) {
    if (stalest.size() < LinkTable.MOST_ROWS) {
      stalest.add(link);
    } else if (LEAST_STALE_FIRST.compare(stalest.peek(), link) < 0) {
      stalest.poll();
      stalest.add(link);
    }
  }
}
