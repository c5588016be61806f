package dev.starling.data;

/**
 * Which rows of the training data each learner has. Not to be written once made; any number of
 * threads may read it.
 */
public final class Partitions {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long SEPARATOR = -1;

  private final DataSet train;
  private final int first;
  private final int[][] rows;

  /**
   * Takes {@code rows} over: rows of {@code train} per learner, at least one each.
   *
   * @param first the learner to whom the first of them belong
   */
  Partitions(DataSet train, int first, int[][] rows) {
    this.train = train;
    this.first = first;
    this.rows = rows;
  }

  /** Of a place where no learner of a run has data. */
  public static Partitions none(DataSet like) {
    return new Partitions(like, 0, new int[0][]);
  }

  /** Number of learners that have any. */
  public int learners() {
    return rows.length;
  }

  /**
   * The rows of {@code learner}, ascending; shared, and never to be written.
   *
   * @throws IllegalArgumentException when the learner's data lie elsewhere
   */
  public int[] rows(int learner) {
    int index = learner - first;
    if (index < 0 || index >= rows.length) {
      throw new IllegalArgumentException(
          "the data of learner " + learner + " lie elsewhere: here are those of " + whose());
    }
    return rows[index];
  }

  /** Number of samples that {@code learner} has, at least 1. */
  public int size(int learner) {
    return rows(learner).length;
  }

  private String whose() {
    return rows.length == 0 ? "nobody" : first + " to " + (first + rows.length - 1);
  }

  /** Samples per learner on average: m̄ of the pooled objective. */
  public double meanSize() {
    return (double) train.size() / rows.length;
  }

  /** Samples of each class that {@code learner} has; an empty array for regression. */
  public int[] classCounts(int learner) {
    int[] counts = new int[train.classes()];
    if (counts.length > 0) {
      for (int row : rows(learner)) {
        counts[(int) train.target(row)]++;
      }
    }
    return counts;
  }

  /** A table for people: per learner its size, and its classes or the range of its targets. */
  public String toTable() {
    return new PartitionTable(train, this).toString();
  }

  /**
   * A hash of every row of every learner (FNV-1a over 64-bit words): equal splits, equal hashes.
   */
  public long fingerprint() {
    long hash = FNV_OFFSET;
    for (int[] own : rows) {
      for (int row : own) {
        hash = (hash ^ row) * FNV_PRIME;
      }
      hash = (hash ^ SEPARATOR) * FNV_PRIME;
    }
    return hash;
  }
}
