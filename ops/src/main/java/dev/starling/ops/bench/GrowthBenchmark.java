package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What one more learner costs the others: figures of many learners over those of few. */
final class GrowthBenchmark implements Benchmark {
  private static final int[] LEARNERS = {16, 64, 256, 1_024, 4_096};
  private static final int[] FEW_LEARNERS = {4, 16};
  private static final int[] ENGINES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int[] SMALL_ENGINES = {100, 1_000};
  private static final double FLAT = 1.5;
  private static final double ENGINE_FALL = 9;
  private static final double NEVER = 1e-6;
  private static final String MODEL = "softmax";
  private static final int FEATURES = 196;
  private static final int CLASSES = 10;
  private static final int BATCH = 16;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String title() {
    return "many learners beside few, in virtual time on one core: softmax "
        + FEATURES
        + "-"
        + CLASSES
        + ", batch "
        + BATCH;
  }

  @Override
  public List<Contest> contests(Pace pace) {
    int[] sizes = pace.small() ? FEW_LEARNERS : LEARNERS;
    int[] engines = pace.small() ? SMALL_ENGINES : ENGINES;
    return List.of(
        contest(
            "λ = r, an update per push",
            "pushes/s",
            sizes,
            FLAT,
            (n, data) -> new Grown(n, data, 1, 1),
            "models and versions that no longer lie in the cache"),
        contest(
            "pushes alone",
            "pushes/s",
            sizes,
            FLAT,
            (n, data) -> new Grown(n, data, NEVER, 1),
            "the same, and up to 1,024 learners a version for each"),
        contest(
            "λ = r·H(n−1)",
            "updates/s",
            sizes,
            harmonic(last(sizes)) / harmonic(sizes[0]) * FLAT,
            (n, data) -> new Grown(n, data, 1, harmonic(n)),
            "pushes, H(n−1) for each update"),
        contest(
            "heap, with all that the run keeps",
            "learners/MB",
            sizes,
            0,
            (n, data) -> new HeapOfLearners(label(n), last(sizes), crowd(n, 1, 1), data),
            "versions, one for each learner up to 1,024 and for 64 beyond"),
        contest(
            "version engine",
            "events/s",
            engines,
            ENGINE_FALL,
            (n, data) -> new VersionEngine(label(n), n),
            "the rows: 256 kB in all fit the second cache, 256 MB fit none"));
  }

  /** What is made of a number of learners and the data of all. */
  @FunctionalInterface
  private interface Maker {
    Contender make(int learners, DataSet data);
  }

  /** Of the most learners over the fewest, at most {@code fall} times slower; 0: as it is. */
  private static Contest contest(
      String name, String unit, int[] sizes, double fall, Maker maker, String limit) {
    int most = last(sizes);
    return new Contest(
        name + ", ratios of " + label(most),
        unit,
        () -> {
          DataSet data = data(sizes);
          return IntStream.concat(IntStream.of(most), Arrays.stream(sizes, 0, sizes.length - 1))
              .mapToObj(n -> maker.make(n, data))
              .toList();
        },
        fall == 0 ? new Target.None() : new Target.ShareOf(label(sizes[0]), 1 / fall),
        limit);
  }

  /** As many samples for any number of learners, so that the data are as far away for all. */
  private static DataSet data(int[] sizes) {
    return GeneratedData.of(BATCH * Math.min(last(sizes), last(LEARNERS)), FEATURES, CLASSES);
  }

  private static VirtualLearners.Crowd crowd(int learners, double updateRate, double pushRate) {
    return new VirtualLearners.Crowd(learners, MODEL, BATCH, updateRate, pushRate);
  }

  private static String label(int learners) {
    return String.format(Locale.ROOT, "n = %,d", learners);
  }

  /** H(n−1): what the law multiplies the update rate by. */
  private static double harmonic(int learners) {
    return IntStream.range(1, learners).mapToDouble(k -> 1.0 / k).sum();
  }

  private static int last(int[] sizes) {
    return sizes[sizes.length - 1];
  }

  /** A number of learners. */
  private static final class Grown implements Contender {
    private final String name;
    private final VirtualLearners learners;
    private final double perPush;

    Grown(int learners, DataSet data, double updateRate, double pushRate) {
      name = label(learners);
      this.learners = new VirtualLearners(crowd(learners, updateRate, pushRate), data);
      perPush = 1 / pushRate;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double measure(double seconds) {
      return learners.measure(seconds) * perPush;
    }

    @Override
    public void close() {
      learners.close();
    }
  }
}
