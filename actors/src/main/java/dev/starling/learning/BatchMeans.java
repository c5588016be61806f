package dev.starling.learning;

/**
 * Mean of a correlated series and its standard error by batch means (Law and Kelton, "Simulation
 * Modeling and Analysis", §9.5): consecutive values are grouped into batches so long that their
 * means are nearly independent. Between {@value #LEAST_BATCHES} and twice as many batches are held;
 * when they are full, neighbours are joined and batches become twice as long, so memory is
 * constant. Not safe for use by several threads.
 */
final class BatchMeans {
  private static final int LEAST_BATCHES = 20;

  private final double[] batches = new double[2 * LEAST_BATCHES];
  private int full;
  private long batchLength = 1;
  private double currentSum;
  private long currentLength;
  private double sum;
  private long count;

  void add(double value) {
    sum += value;
    count++;
    currentSum += value;
    if (++currentLength == batchLength) {
      batches[full++] = currentSum / batchLength;
      currentSum = 0;
      currentLength = 0;
      if (full == batches.length) {
        joinNeighbours();
      }
    }
  }

  long count() {
    return count;
  }

  /** NaN without values. */
  double mean() {
    return sum / count;
  }

  /** NaN while there are fewer than two batches. */
  double standardError() {
    if (full < 2) {
      return Double.NaN;
    }
    double mean = 0;
    for (int i = 0; i < full; i++) {
      mean += batches[i] / full;
    }
    double squares = 0;
    for (int i = 0; i < full; i++) {
      squares += (batches[i] - mean) * (batches[i] - mean);
    }
    return Math.sqrt(squares / (full - 1) / full);
  }

  private void joinNeighbours() {
    full /= 2;
    for (int i = 0; i < full; i++) {
      batches[i] = (batches[2 * i] + batches[2 * i + 1]) / 2;
    }
    batchLength *= 2;
  }
}
