package dev.starling.learning;

import java.util.Arrays;

/**
 * Mean of a correlated series of rows, and its standard error by batch means (Law and Kelton,
 * "Simulation Modeling and Analysis", §9.5): consecutive rows are grouped into batches so long that
 * their means are nearly independent. Between {@value #LEAST_BATCHES} and twice as many batches are
 * held; when they are full, neighbours are joined and batches become twice as long, so memory is
 * constant.
 *
 * <p>A row has a sum and a weight. A node that holds some of the pairs of a row gives the sum over
 * these, as a share of all pairs of the row, and their share as the weight; batches go by the index
 * of the row, so those of several nodes add up to what one node with all pairs would have. Not safe
 * for use by several threads.
 */
final class RowBatches {
  private static final int LEAST_BATCHES = 20;
  private static final int MOST_BATCHES = 2 * LEAST_BATCHES;

  private final double[] sums = new double[MOST_BATCHES];
  private final double[] weights = new double[MOST_BATCHES];
  private final long from;
  private long length = 1;
  private long span;

  /**
   * @param from index of the first row that may come
   */
  RowBatches(long from) {
    this.from = from;
  }

  /** Adds row {@code index}, not below the first. */
  void add(long index, double sum, double weight) {
    long offset = index - from;
    makeRoomFor(offset);
    sums[(int) (offset / length)] += sum;
    weights[(int) (offset / length)] += weight;
    span = Math.max(span, offset + 1);
    if (span == length * MOST_BATCHES) {
      joinNeighbours();
    }
  }

  /** Where the batches of the others begin later, they count where most of each lies. */
  void add(BatchSums others) {
    long shift = others.from() - from;
    while (length < others.length()) {
      joinNeighbours();
    }
    for (int i = 0; i < others.sums().length; i++) {
      if (others.weights()[i] > 0) {
        long offset = shift + i * others.length() + (shift == 0 ? 0 : others.length() / 2);
        makeRoomFor(offset);
        sums[(int) (offset / length)] += others.sums()[i];
        weights[(int) (offset / length)] += others.weights()[i];
      }
    }
    span = Math.max(span, shift + others.span());
    while (span >= length * MOST_BATCHES) {
      joinNeighbours();
    }
  }

  BatchSums snapshot() {
    int used = (int) ((span + length - 1) / length);
    return new BatchSums(
        from, span, length, Arrays.copyOf(sums, used), Arrays.copyOf(weights, used));
  }

  private void makeRoomFor(long offset) {
    while (offset >= length * MOST_BATCHES) {
      joinNeighbours();
    }
  }

  private void joinNeighbours() {
    for (int i = 0; i < LEAST_BATCHES; i++) {
      sums[i] = sums[2 * i] + sums[2 * i + 1];
      weights[i] = weights[2 * i] + weights[2 * i + 1];
    }
    Arrays.fill(sums, LEAST_BATCHES, MOST_BATCHES, 0);
    Arrays.fill(weights, LEAST_BATCHES, MOST_BATCHES, 0);
    length *= 2;
  }
}
