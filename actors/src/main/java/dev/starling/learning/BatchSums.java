package dev.starling.learning;

/**
 * {@link RowBatches} as they stand, to be sent and added up. Immutable by agreement: the arrays are
 * not copied.
 *
 * @param from index of the first row
 * @param span rows from there to the latest
 * @param length rows of a batch
 * @param sums over the rows of each batch, of their means over all pairs, so far as they are known
 * @param weights rows of each batch, each by the share of its pairs that is known
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record BatchSums(long from, long span, long length, double[] sums, double[] weights) {
  /** No rows. */
  static final BatchSums NONE = new BatchSums(0, 0, 1, new double[0], new double[0]);

  /** Rows, one of which not all pairs are known by their share. */
  double rows() {
    double rows = 0;
    for (double weight : weights) {
      rows += weight;
    }
    return rows;
  }

  /** NaN without rows. */
  double mean() {
    double sum = 0;
    for (double batch : sums) {
      sum += batch;
    }
    return sum / rows();
  }

  /** Of the batches that are over; NaN while there are fewer than two. */
  double standardError() {
    int over = 0;
    double mean = 0;
    for (int i = 0; i < sums.length; i++) {
      if (counts(i)) {
        mean += sums[i] / weights[i];
        over++;
      }
    }
    if (over < 2) {
      return Double.NaN;
    }
    mean /= over;
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      if (counts(i)) {
        double apart = sums[i] / weights[i] - mean;
        squares += apart * apart;
      }
    }
    return Math.sqrt(squares / (over - 1) / over);
  }

  /** Both together, as if one had seen all rows. */
  BatchSums plus(BatchSums other) {
    if (span == 0 || other.span == 0) {
      return span == 0 ? other : this;
    }
    RowBatches all = new RowBatches(Math.min(from, other.from));
    all.add(this);
    all.add(other);
    return all.snapshot();
  }

  private boolean counts(int batch) {
    return (batch + 1) * length <= span && weights[batch] > 0;
  }
}
