package dev.starling.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A weighted sum for each of some learners, to be sent and added up. Immutable by agreement: the
 * arrays are not copied.
 *
 * @param learners ids, rising
 * @param sums in the order of the ids
 * @param weights in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record LearnerSums(int[] learners, double[] sums, double[] weights) {
  static final LearnerSums NONE = new LearnerSums(new int[0], new double[0], new double[0]);

  /** Of those learners that have a weight. */
  static LearnerSums of(double[] sums, double[] weights) {
    int[] learners = IntStream.range(0, sums.length).filter(i -> weights[i] > 0).toArray();
    return new LearnerSums(
        learners,
        Arrays.stream(learners).mapToDouble(i -> sums[i]).toArray(),
        Arrays.stream(learners).mapToDouble(i -> weights[i]).toArray());
  }

  LearnerSums plus(LearnerSums other) {
    int most = Math.max(last(learners), last(other.learners)) + 1;
    double[] allSums = new double[most];
    double[] allWeights = new double[most];
    addTo(allSums, allWeights);
    other.addTo(allSums, allWeights);
    return of(allSums, allWeights);
  }

  /** Means of {@code count} learners, NaN where one has no weight. */
  double[] means(int count) {
    double[] means = new double[count];
    Arrays.fill(means, Double.NaN);
    for (int i = 0; i < learners.length; i++) {
      means[learners[i]] = sums[i] / weights[i];
    }
    return means;
  }

  private void addTo(double[] allSums, double[] allWeights) {
    for (int i = 0; i < learners.length; i++) {
      allSums[learners[i]] += sums[i];
      allWeights[learners[i]] += weights[i];
    }
  }

  private static int last(int[] learners) {
    return learners.length == 0 ? -1 : learners[learners.length - 1];
  }
}
