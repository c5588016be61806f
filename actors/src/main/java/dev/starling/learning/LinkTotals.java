package dev.starling.learning;

/**
 * How many pushes one node has sent to learners of other nodes, and how many those learners mixed
 * while they lived there: what the nodes that they live on need to tell which share was lost.
 * Totals since the run began. Immutable by agreement: the arrays are not copied.
 *
 * @param targets ids, rising
 * @param sent to each
 * @param mixed by each
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record LinkTotals(int[] targets, long[] sent, long[] mixed) {
  /** Nothing was sent. */
  public static final LinkTotals NONE = new LinkTotals(new int[0], new long[0], new long[0]);

  /** Refuses arrays of different lengths. */
  public LinkTotals {
    if (targets.length != sent.length || targets.length != mixed.length) {
      throw new IllegalArgumentException(
          sent.length + " sent and " + mixed.length + " mixed for " + targets.length + " targets");
    }
  }
}
