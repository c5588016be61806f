package dev.starling.learning;

import dev.starling.random.RandomStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The learners whose updates a version vector counts, each in a column of its own. All learners up
 * to a limit; above it a sample that the run's seed draws, the same for everybody, because a vector
 * over a million learners would be larger than the models. A sample is exact for the origins in it.
 * Immutable.
 */
public final class Origins {
  private static final int UNTRACKED = -1;

  /** Asked for last: the learners of a run all ask for the same, and read it for each push. */
  private static volatile Origins latest = new Origins(1, 1, new int[0], 0);

  private final int learners;
  private final int count;

  /** Rising; empty when all are tracked, each in the column of its own number. */
  private final int[] sample;

  /** By learner, since it is asked for with each push; empty when all are tracked. */
  private final int[] columns;

  private final long seed;

  private Origins(int learners, int count, int[] sample, long seed) {
    this.learners = learners;
    this.count = count;
    this.sample = sample;
    columns = new int[sample.length == 0 ? 0 : learners];
    Arrays.fill(columns, UNTRACKED);
    for (int column = 0; column < sample.length; column++) {
      columns[sample[column]] = column;
    }
    this.seed = seed;
  }

  /**
   * @param learners n, at least 1
   * @param fullUpTo up to so many learners all are tracked, at least 1
   * @param sampled m: how many are tracked when there are more, at least 1
   * @param seed of the run
   */
  public static Origins of(int learners, int fullUpTo, int sampled, long seed) {
    requirePositive("learners", learners);
    requirePositive("fullUpTo", fullUpTo);
    requirePositive("sampled origins", sampled);
    boolean all = learners <= fullUpTo || sampled >= learners;
    int count = all ? learners : sampled;
    Origins known = latest;
    if (known.learners == learners && known.count == count && known.seed == seed) {
      return known;
    }
    Origins fresh =
        new Origins(learners, count, all ? new int[0] : draw(learners, count, seed), seed);
    latest = fresh;
    return fresh;
  }

  /** n: learners of the run. */
  public int learners() {
    return learners;
  }

  /** Number of columns. */
  public int count() {
    return count;
  }

  /** Whether every learner has a column. */
  public boolean isComplete() {
    return count == learners;
  }

  /** The learner that {@code column} counts. */
  public int learnerAt(int column) {
    return isComplete() ? Objects.checkIndex(column, count) : sample[column];
  }

  /** The column of {@code learner}, or −1 when it is not tracked. */
  public int columnOf(int learner) {
    if (isComplete()) {
      return learner >= 0 && learner < learners ? learner : UNTRACKED;
    }
    return learner >= 0 && learner < learners ? columns[learner] : UNTRACKED;
  }

  private static int[] draw(int learners, int count, long seed) {
    // Floyd's algorithm: uniform over all subsets, at a cost that does not grow with n.
    RandomStream random = RandomStream.named(seed, "origins", 0);
    SortedSet<Integer> drawn = new TreeSet<>();
    for (int last = learners - count; last < learners; last++) {
      int candidate = random.nextInt(last + 1);
      drawn.add(drawn.contains(candidate) ? last : candidate);
    }
    return drawn.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
