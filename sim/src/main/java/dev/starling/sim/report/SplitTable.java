package dev.starling.sim.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which learner has how many training samples of which class. Regression data have one column, all
 * samples. Immutable.
 */
public final class SplitTable {
  private final String spec;
  private final List<String> classes;
  private final int[][] samples;

  /**
   * @param spec specification of the partitioner, as a caption says it
   * @param classes names of the columns
   * @param samples one row per learner, one count per class; copied
   */
  public SplitTable(String spec, List<String> classes, int[][] samples) {
    this.spec = Objects.requireNonNull(spec, "spec");
    this.classes = List.copyOf(classes);
    this.samples = Arrays.stream(samples).map(int[]::clone).toArray(int[][]::new);
    for (int learner = 0; learner < samples.length; learner++) {
      if (samples[learner].length != classes.size()) {
        throw new IllegalArgumentException(
            "split of learner %d has %d counts, must be %d, one per class"
                .formatted(learner, samples[learner].length, classes.size()));
      }
    }
  }

  /** A table with the classes named 0, 1, 2 and so on. */
  public static SplitTable ofClasses(String spec, int classes, int[][] samples) {
    return new SplitTable(
        spec, IntStream.range(0, classes).mapToObj(Integer::toString).toList(), samples);
  }

  /** Specification of the partitioner. */
  public String spec() {
    return spec;
  }

  /** Names of the columns. */
  public List<String> classes() {
    return classes;
  }

  /** Number of rows. */
  public int learners() {
    return samples.length;
  }

  /** Samples of one class that a learner has. */
  public int samples(int learner, int classIndex) {
    return samples[learner][classIndex];
  }

  /** All samples of a learner. */
  public long total(int learner) {
    return Arrays.stream(samples[learner]).asLongStream().sum();
  }

  /** The largest single count. */
  public int largest() {
    return Arrays.stream(samples).flatMapToInt(Arrays::stream).max().orElse(0);
  }
}
