package dev.starling.learning;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Staleness joined from complete rows and summed up over them: for holder j of this node and origin
 * i ≠ j, both live, S = N_i[i] − N_j[i] at one instant. A row counts by the share of its pairs that
 * this node holds. Not safe for use by several threads.
 */
final class StalenessTally {
  /** Below this staleness the pairs of a row are counted by origin, which is cheap. */
  private static final int COMMON = 32;

  private final Origins origins;
  private final RowBatches batches;
  private final StalenessHistogram histogram = new StalenessHistogram();
  private final double[] holderSums;
  private final double[] holderRows;
  private final double[] originSums;
  private final double[] originRows;
  private RowMaxima worst = RowMaxima.NONE;
  private double worstSum;
  private long worstRows;

  private final PairTally pairs;
  private final UpdateHistory history;
  private final AgeTally ages;
  private final int[] common;

  private final BitSet live;
  private final BitSet holders;
  private final StalenessHistogram rowHistogram = new StalenessHistogram();
  private final double[] rowHolderMean;
  private final long[] rowOriginSum;
  private final int[] rowOriginMax;
  private long rowSum;
  private long rowPairs;
  private long rowAllPairs;
  private long rowUncovered;

  /**
   * @param history of the origins, which outlives the window of this tally
   * @param intervalNs between two rows
   * @param from index of the first row that counts
   */
  StalenessTally(Origins origins, UpdateHistory history, long intervalNs, long from) {
    this.origins = origins;
    this.history = history;
    batches = new RowBatches(from);
    ages = new AgeTally(history, intervalNs);
    pairs = new PairTally(origins);
    common = new int[origins.count() * COMMON];
    holderSums = new double[origins.learners()];
    holderRows = new double[origins.learners()];
    originSums = new double[origins.learners()];
    originRows = new double[origins.learners()];
    live = new BitSet(origins.learners());
    holders = new BitSet(origins.learners());
    rowHolderMean = new double[origins.learners()];
    rowOriginSum = new long[origins.count()];
    rowOriginMax = new int[origins.count()];
  }

  /** Joins {@code row} over the learners that are there, as the latest row. */
  void join(GridRow row, RowMembers members) {
    live.clear();
    live.or(members.live());
    holders.clear();
    holders.or(members.holders());
    holders.andNot(row.awaiting());
    rowHistogram.clear();
    ages.beginRow();
    Arrays.fill(common, 0);
    noteOrigins(row);
    Arrays.fill(rowOriginSum, 0);
    Arrays.fill(rowOriginMax, RowMaxima.NOBODY);
    rowSum = 0;
    rowPairs = 0;
    rowAllPairs = members.allPairs();
    rowUncovered = 0;
    for (int j = holders.nextSetBit(0); j >= 0; j = holders.nextSetBit(j + 1)) {
      joinHolder(row, j);
    }
    joinOrigins(row);
  }

  /** Whether the latest row had pairs. */
  boolean hasPairs() {
    return rowPairs > 0;
  }

  /** Share of the pairs of the latest row that are held here. */
  double latestShare() {
    return (double) rowPairs / rowAllPairs;
  }

  /** Mean of the latest row, by that share. */
  double latestUpdates() {
    return (double) rowSum / rowAllPairs;
  }

  /** Counts {@code row}, the latest one, in, unless it had no pairs. */
  void count(GridRow row) {
    if (!hasPairs()) {
      return;
    }
    pairs.add(row, live, holders);
    ages.count(latestShare());
    batches.add(row.index(), latestUpdates(), latestShare());
    histogram.add(rowHistogram);
    countHolders();
    countOrigins();
    countWorst(row.index());
  }

  /**
   * @param dropped rows that somebody never completed, by their share
   * @param sum over all rows since the start
   */
  StalenessPart part(double dropped, StalenessSum sum) {
    return new StalenessPart(
        origins.learners(),
        batches.snapshot(),
        dropped,
        histogram.counts(),
        histogram.max(),
        worstRows,
        worstSum,
        worst,
        LearnerSums.of(holderSums, holderRows),
        LearnerSums.of(originSums, originRows),
        ages.counts(),
        new LatestRow(rowHistogram.counts(), rowHistogram.max(), rowSum, rowPairs, rowUncovered),
        sum);
  }

  /** Mean staleness of each pair over the rows counted in. */
  PairTally pairs() {
    return pairs;
  }

  private void joinHolder(GridRow row, int holder) {
    long[] knownHere = row.known(holder);
    long sum = 0;
    long pairs = 0;
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      if (origin == holder || !live.get(origin)) {
        continue;
      }
      long newest = row.newest(column);
      long known = knownHere[column];
      long staleness = Version.behind(known, newest);
      sum += staleness;
      pairs++;
      rowOriginSum[column] += staleness;
      rowOriginMax[column] =
          Math.max(rowOriginMax[column], (int) Math.min(staleness, Integer.MAX_VALUE));
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
        history.note(column, row.index(), row.newest(column));
      }
    }
  }

  private void joinOrigins(GridRow row) {
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      if (live.get(origin)) {
        joinOrigin(column, row.newest(column));
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
    for (int j = holders.nextSetBit(0); j >= 0; j = holders.nextSetBit(j + 1)) {
      // NaN where no other origin is tracked and live.
      if (rowHolderMean[j] >= 0) {
        holderSums[j] += rowHolderMean[j];
        holderRows[j]++;
      }
    }
  }

  private void countOrigins() {
    double all = live.cardinality() - 1;
    int here = holders.cardinality();
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      if (live.get(origin)) {
        originSums[origin] += rowOriginSum[column] / all;
        originRows[origin] += (holders.get(origin) ? here - 1 : here) / all;
      }
    }
  }

  private void countWorst(long index) {
    if (rowPairs == rowAllPairs) {
      worstSum += RowMaxima.mean(rowOriginMax);
      worstRows++;
    } else {
      worst = worst.with(index, rowPairs, rowAllPairs, rowOriginMax.clone());
    }
  }
}
