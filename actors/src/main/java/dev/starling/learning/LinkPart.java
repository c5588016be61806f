package dev.starling.learning;

/**
 * What one node knows of {@value #MOST_LINKS} links at most, to be sent and added to what other
 * nodes know of the same: the source's node what was sent, the target's what was mixed and how
 * stale it was, and each node that a learner has lived on its share of these. Immutable by
 * agreement: the arrays are not copied.
 *
 * @param from the first link: links go by the source's column and then by target, and the one from
 *     a learner to itself has its place too
 * @param sent pushes by link
 * @param mixed pushes by link
 * @param heardNs run time of the last push mixed, by link; 0 where there was none
 * @param stalenessSums over rows of the grid, by link
 * @param rows of the grid, by link
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record LinkPart(
    long from, int[] sent, int[] mixed, long[] heardNs, long[] stalenessSums, int[] rows) {
  /** What fits into a message: 28 bytes each. */
  static final int MOST_LINKS = 1 << 12;

  /** Of a node that knows nothing of these links. */
  public static LinkPart none(long from, int links) {
    return new LinkPart(
        from, new int[links], new int[links], new long[links], new long[links], new int[links]);
  }

  /** What both know. */
  public LinkPart plus(LinkPart other) {
    if (from != other.from || sent.length != other.sent.length) {
      throw new IllegalArgumentException(
          "links from " + other.from + " on cannot be added to those from " + from + " on");
    }
    LinkPart both = none(from, sent.length);
    for (int i = 0; i < sent.length; i++) {
      both.sent[i] = sent[i] + other.sent[i];
      both.mixed[i] = mixed[i] + other.mixed[i];
      both.heardNs[i] = Math.max(heardNs[i], other.heardNs[i]);
      both.stalenessSums[i] = stalenessSums[i] + other.stalenessSums[i];
      both.rows[i] = rows[i] + other.rows[i];
    }
    return both;
  }

  /** In updates; NaN when not measured. */
  double staleness(int i) {
    return (double) stalenessSums[i] / rows[i];
  }
}
