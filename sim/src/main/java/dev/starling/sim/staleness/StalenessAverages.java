package dev.starling.sim.staleness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up the version matrix at the instants of the measuring grid. One measurement is one pass
 * over all rows; per origin it keeps what the mean, the extremes over its holders and the two
 * halves of the window need. Used by one thread.
 */
final class StalenessAverages {
  private final Population population;
  private final VersionMatrix versions;
  private final int columns;
  private final int expected;

  private int samples;
  private final long[] originSums;
  private final double[] halves = new double[2];
  private double squares;
  private long fresh;
  private long unheard;
  private double worst;
  private double freshest;
  private double ages;
  private double ageSquares;
  private double silence;

  private final long[] rowSums;
  private final long[] rowSquares;
  private final int[] rowFresh;
  private final int[] rowUnheard;
  private final int[] rowMost;
  private final int[] rowLeast;
  private final int[] newest;

  /**
   * @param expected measurements that will be made, even
   */
  StalenessAverages(Population population, int expected) {
    this.population = population;
    this.expected = expected;
    versions = population.versions();
    columns = versions.columns();
    originSums = new long[columns];
    rowSums = new long[columns];
    rowSquares = new long[columns];
    rowFresh = new int[columns];
    rowUnheard = new int[columns];
    rowMost = new int[columns];
    rowLeast = new int[columns];
    newest = new int[columns];
  }

  /** Measurements made. */
  int samples() {
    return samples;
  }

  /** Measures now. */
  void sample(double time) {
    clear();
    for (int holder = 0; holder < versions.learners(); holder++) {
      int own = versions.columnOf(holder);
      if (own < 0) {
        add(versions.values(), versions.row(holder), 0, columns);
      } else {
        add(versions.values(), versions.row(holder), 0, own);
        add(versions.values(), versions.row(holder), own + 1, columns);
      }
    }
    if (versions.hasBirths()) {
      addAges(time);
    }
    fold();
    silence += population.longestSilence(time);
    samples++;
  }

  /** The figures so far; those of a learner alone where there are no pairs. */
  StalenessFigures figures() {
    if (versions.learners() == 1) {
      return StalenessFigures.ALONE;
    }
    double pairs = pairs();
    double mean = mean();
    double ageMean = versions.hasBirths() ? ages / pairs : Double.NaN;
    return new StalenessFigures(
        mean,
        squares / pairs - mean * mean,
        fresh / pairs,
        worst / samples / columns,
        freshest / samples / columns,
        ageMean,
        ageSquares / pairs - ageMean * ageMean,
        silence / samples);
  }

  /** Mean staleness in the first (0) or second (1) half of the window. */
  double half(int which) {
    return versions.learners() == 1 ? 0 : halves[which] * 2 / pairs();
  }

  /** Share of the pairs in which the holder had heard of the origin if there was anything. */
  double coverage() {
    return versions.learners() == 1 ? 1 : 1 - unheard / pairs();
  }

  /** Mean staleness of each tracked origin, in the order of their numbers. */
  List<Double> originMeans() {
    List<Double> means = new ArrayList<>(columns);
    for (long sum : originSums) {
      means.add(versions.learners() == 1 ? 0 : sum * columns / pairs());
    }
    return means;
  }

  private double mean() {
    return Arrays.stream(originSums).sum() / pairs();
  }

  private double pairs() {
    return (double) samples * columns * (versions.learners() - 1);
  }

  private void clear() {
    Arrays.fill(rowSums, 0);
    Arrays.fill(rowSquares, 0);
    Arrays.fill(rowFresh, 0);
    Arrays.fill(rowUnheard, 0);
    Arrays.fill(rowMost, 0);
    Arrays.fill(rowLeast, Integer.MAX_VALUE);
    Arrays.setAll(newest, versions::newest);
  }

  private void add(int[] values, int row, int from, int to) {
    for (int c = from; c < to; c++) {
      int known = values[row + c];
      int behind = newest[c] - known;
      rowSums[c] += behind;
      rowSquares[c] += (long) behind * behind;
      rowFresh[c] += behind == 0 ? 1 : 0;
      rowUnheard[c] += known == 0 ? 1 : 0;
      rowMost[c] = Math.max(rowMost[c], behind);
      rowLeast[c] = Math.min(rowLeast[c], behind);
    }
  }

  private void addAges(double time) {
    int[] values = versions.values();
    for (int holder = 0; holder < versions.learners(); holder++) {
      int own = versions.columnOf(holder);
      int births = versions.row(holder) + columns;
      for (int c = 0; c < columns; c++) {
        if (c != own) {
          double age = population.age(values[births + c], time);
          ages += age;
          ageSquares += age * age;
        }
      }
    }
  }

  private void fold() {
    if (versions.learners() == 1) {
      return;
    }
    int half = 2 * samples < expected ? 0 : 1;
    for (int c = 0; c < columns; c++) {
      originSums[c] += rowSums[c];
      halves[half] += rowSums[c];
      squares += rowSquares[c];
      fresh += rowFresh[c];
      unheard += newest[c] > 0 ? rowUnheard[c] : 0;
      worst += rowMost[c];
      freshest += rowLeast[c];
    }
  }
}
