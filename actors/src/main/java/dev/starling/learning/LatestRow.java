package dev.starling.learning;

/**
 * The latest row that a node has joined, to be sent and added to those of other nodes. Immutable by
 * agreement: the array is not copied.
 *
 * @param counts pairs by their staleness
 * @param max staleness
 * @param sum of the staleness of all pairs
 * @param pairs how many there are
 * @param neverHeard pairs in which the holder has never heard of the origin
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record LatestRow(long[] counts, long max, long sum, long pairs, long neverHeard) {
  static final LatestRow NONE = new LatestRow(new long[0], 0, 0, 0, 0);

  LatestRow plus(LatestRow other) {
    StalenessHistogram all = histogram();
    all.add(other.counts, other.max);
    return new LatestRow(
        all.counts(),
        all.max(),
        sum + other.sum,
        pairs + other.pairs,
        neverHeard + other.neverHeard);
  }

  double mean() {
    return (double) sum / pairs;
  }

  /** Share of the pairs in which the holder has heard of the origin. */
  double coverage() {
    return 1 - (double) neverHeard / pairs;
  }

  double quantile(double share) {
    return histogram().quantile(share);
  }

  private StalenessHistogram histogram() {
    StalenessHistogram all = new StalenessHistogram();
    all.add(counts, max);
    return all;
  }
}
