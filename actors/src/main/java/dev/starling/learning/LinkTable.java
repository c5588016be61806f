package dev.starling.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The links of a run as it ended. Immutable.
 *
 * @param learners n
 * @param links how many there are between learners of the run, from tracked origins
 * @param rows one for each link, by source and target; the stalest {@value #MOST_ROWS} of them
 *     where there are more, and none where they were not counted at all
 */
public record LinkTable(int learners, long links, List<Link> rows) {
  /** What fits into a file that people still open: all links of 256 learners. */
  private static final int MOST_ROWS = 1 << 16;

  private static final Comparator<Link> STALEST_FIRST =
      Comparator.comparingDouble(
              (Link link) -> Double.isNaN(link.staleness()) ? -1 : link.staleness)
          .reversed();

  /**
   * @param source who pushes
   * @param target who mixes
   * @param sent pushes handed to the transport whole
   * @param mixed of these, mixed whole
   * @param staleness of the target about the source, mean over the window in updates, by whatever
   *     way it heard; NaN when not measured
   * @param lastHeardSeconds run time of the last push mixed; NaN when none was
   */
  public record Link(
      int source, int target, long sent, long mixed, double staleness, double lastHeardSeconds) {}

  /** Copies the list. */
  public LinkTable {
    rows = List.copyOf(rows);
  }

  static LinkTable of(Origins origins, LinkLog log, PairTally pairs) {
    List<Link> rows = new ArrayList<>();
    for (int column = 0; column < origins.count() && LinkLog.keeps(origins); column++) {
      int source = origins.learnerAt(column);
      for (int target = 0; target < origins.learners(); target++) {
        if (target != source) {
          rows.add(
              new Link(
                  source,
                  target,
                  log.sent(column, target),
                  log.mixed(column, target),
                  pairs.mean(target, column),
                  log.lastHeardSeconds(column, target)));
        }
      }
    }
    long links = (long) origins.count() * (origins.learners() - 1);
    return new LinkTable(origins.learners(), links, shortened(rows));
  }

  /** Whether every link of the run has its row. */
  public boolean isComplete() {
    return rows.size() == (long) learners * (learners - 1);
  }

  /** The links with the largest mean staleness, that first. */
  public List<Link> stalest(int count) {
    return rows.stream()
        .filter(link -> !Double.isNaN(link.staleness()))
        .sorted(STALEST_FIRST)
        .limit(count)
        .toList();
  }

  private static List<Link> shortened(List<Link> rows) {
    if (rows.size() <= MOST_ROWS) {
      return rows;
    }
    return rows.stream()
        .sorted(STALEST_FIRST)
        .limit(MOST_ROWS)
        .sorted(Comparator.comparingInt(Link::source).thenComparingInt(Link::target))
        .toList();
  }
}
