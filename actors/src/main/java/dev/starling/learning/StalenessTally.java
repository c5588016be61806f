package dev.starling.learning;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Staleness joined from complete rows and summed up over them: for holder j and origin i ≠ j, both
 * live, S = N_i[i] − N_j[i] at one instant. Not safe for use by several threads.
 */
final class StalenessTally {
  /** Below this staleness the pairs of a row are counted by origin, which is cheap. */
  private static final int COMMON = 32;

  private static final int PICTURED = 40;

  private final Origins origins;
  private final BatchMeans means = new BatchMeans();
  private final BatchMeans worstHolders = new BatchMeans();
  private final StalenessHistogram histogram = new StalenessHistogram();
  private final double[] holderSums;
  private final long[] holderRows;
  private final double[] originSums;
  private final long[] originRows;

  private final PairTally pairs;
  private final UpdateHistory history;
  private final AgeTally ages;
  private final int[] common;

  private final BitSet live;
  private final StalenessHistogram rowHistogram = new StalenessHistogram();
  private final double[] rowHolderMean;
  private final long[] rowOriginSum;
  private final long[] rowOriginMax;
  private long rowSum;
  private long rowPairs;
  private long rowUncovered;

  /**
   * @param history of the origins, which outlives the window of this tally
   * @param intervalNs between two rows
   */
  StalenessTally(Origins origins, UpdateHistory history, long intervalNs) {
    this.origins = origins;
    this.history = history;
    ages = new AgeTally(history, intervalNs);
    pairs = new PairTally(origins);
    common = new int[origins.count() * COMMON];
    holderSums = new double[origins.learners()];
    holderRows = new long[origins.learners()];
    originSums = new double[origins.count()];
    originRows = new long[origins.count()];
    live = new BitSet(origins.learners());
    rowHolderMean = new double[origins.learners()];
    rowOriginSum = new long[origins.count()];
    rowOriginMax = new long[origins.count()];
  }

  /** Joins {@code row} over the learners in {@code joined}, as the latest row. */
  void join(GridRow row, BitSet joined) {
    live.clear();
    live.or(joined);
    rowHistogram.clear();
    ages.beginRow();
    Arrays.fill(common, 0);
    noteOrigins(row);
    Arrays.fill(rowOriginSum, 0);
    Arrays.fill(rowOriginMax, 0);
    rowSum = 0;
    rowPairs = 0;
    rowUncovered = 0;
    for (int j = live.nextSetBit(0); j >= 0; j = live.nextSetBit(j + 1)) {
      joinHolder(row, j);
    }
    joinOrigins(row);
  }

  /** Whether the latest row had pairs. */
  boolean hasPairs() {
    return rowPairs > 0;
  }

  /** Mean over the pairs of the latest row. */
  double latestMean() {
    return (double) rowSum / rowPairs;
  }

  /** Counts {@code row}, the latest one, in, unless it had no pairs. */
  void count(GridRow row) {
    if (!hasPairs()) {
      return;
    }
    pairs.add(row, live);
    ages.count();
    means.add(latestMean());
    histogram.add(rowHistogram);
    countHolders();
    countOrigins();
  }

  StalenessSummary summary(long rowsDropped, long intervalNs) {
    return new StalenessSummary(
        means.count(),
        rowsDropped,
        means.count() * intervalNs,
        means.mean(),
        means.standardError(),
        histogram.quantile(0.5),
        histogram.quantile(0.99),
        histogram.max(),
        worstHolders.mean(),
        1 - (double) rowUncovered / rowPairs,
        byHolder(),
        byOrigin(),
        latestMean(),
        rowHistogram.quantile(0.99),
        rowHistogram.max(),
        rowUncovered,
        ages.summary(),
        histogram.shares(PICTURED));
  }

  /** Mean staleness of each pair over the rows counted in. */
  PairTally pairs() {
    return pairs;
  }

  private void joinHolder(GridRow row, int holder) {
    long sum = 0;
    long pairs = 0;
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      if (origin == holder || !live.get(origin)) {
        continue;
      }
      long newest = row.version(origin, column);
      long known = row.version(holder, column);
      long staleness = Version.behind(known, newest);
      sum += staleness;
      pairs++;
      rowOriginSum[column] += staleness;
      rowOriginMax[column] = Math.max(rowOriginMax[column], staleness);
      if (staleness < COMMON && newest - known == staleness && known != Version.NONE) {
        common[column * COMMON + (int) staleness]++;
      } else {
        addUncommon(column, known, newest, staleness);
      }
    }
    rowSum += sum;
    rowPairs += pairs;
    rowHolderMean[holder] = (double) sum / pairs;
  }

  private void addUncommon(int column, long known, long newest, long staleness) {
    rowHistogram.add(staleness, 1);
    if (known != Version.NONE) {
      ages.add(column, known, 1);
    } else if (newest != Version.NONE) {
      rowUncovered++;
    }
  }

  private void noteOrigins(GridRow row) {
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      if (live.get(origin)) {
        history.note(column, row.index(), row.version(origin, column));
      }
    }
  }

  private void joinOrigins(GridRow row) {
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      if (live.get(origin)) {
        joinOrigin(column, row.version(origin, column));
      }
    }
  }

  private void joinOrigin(int column, long newest) {
    if (newest != Version.NONE) {
      ages.addOwn(column, newest);
    }
    for (int staleness = 0; staleness < COMMON; staleness++) {
      int holders = common[column * COMMON + staleness];
      if (holders > 0) {
        rowHistogram.add(staleness, holders);
        ages.add(column, newest - staleness, holders);
      }
    }
  }

  private void countHolders() {
    for (int j = live.nextSetBit(0); j >= 0; j = live.nextSetBit(j + 1)) {
      // NaN where no other origin is tracked and live.
      if (rowHolderMean[j] >= 0) {
        holderSums[j] += rowHolderMean[j];
        holderRows[j]++;
      }
    }
  }

  private void countOrigins() {
    int holders = live.cardinality() - 1;
    double worst = 0;
    int counted = 0;
    for (int column = 0; column < origins.count(); column++) {
      if (live.get(origins.learnerAt(column))) {
        originSums[column] += (double) rowOriginSum[column] / holders;
        originRows[column]++;
        worst += rowOriginMax[column];
        counted++;
      }
    }
    worstHolders.add(worst / counted);
  }

  private double[] byHolder() {
    double[] means = new double[holderSums.length];
    Arrays.setAll(means, j -> holderSums[j] / holderRows[j]);
    return means;
  }

  private double[] byOrigin() {
    double[] means = new double[origins.learners()];
    Arrays.fill(means, Double.NaN);
    for (int column = 0; column < origins.count(); column++) {
      means[origins.learnerAt(column)] = originSums[column] / originRows[column];
    }
    return means;
  }
}
