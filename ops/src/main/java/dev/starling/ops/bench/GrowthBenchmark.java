package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import dev.starling.learning.LearnerSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one more learner costs the others: figures of many learners over those of few. */
final class GrowthBenchmark implements Benchmark {
  private static final int[] LEARNERS = {16, 64, 256, 1_024, 4_096};
  private static final int[] FEW_LEARNERS = {4, 16};
  private static final int[] ENGINES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int[] SMALL_ENGINES = {100, 1_000};
  private static final double FLAT = 1.5;
  private static final double ENGINE_FALL = 9;
  private static final double NEVER = 1e-6;
  private static final String LABEL = "n = ";
  private static final String FIXED = "λ = r, an update per push";
  private static final String ALONE = "pushes alone";
  private static final String LAW = "λ = r·H(n−1)";
  private static final List<String> TIMED = List.of(FIXED, ALONE, LAW);
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
            FIXED,
            "pushes/s",
            sizes,
            FLAT,
            (n, data) -> new Grown(n, data, 1, 1),
            List.of(),
            "models and versions that no longer lie in the cache"),
        contest(
            ALONE,
            "pushes/s",
            sizes,
            FLAT,
            (n, data) -> new Grown(n, data, NEVER, 1),
            List.of(last(sizes), sizes[0]),
            "the same, and up to 1,024 learners a version for each"),
        contest(
            LAW,
            "updates/s",
            sizes,
            harmonic(last(sizes)) / harmonic(sizes[0]) * FLAT,
            (n, data) -> new Grown(n, data, 1, harmonic(n)),
            List.of(),
            "pushes, H(n−1) for each update"),
        contest(
            "heap, with all that the run keeps",
            "learners/MB",
            sizes,
            0,
            (n, data) -> new HeapOfLearners(label(n), last(sizes), crowd(n, 1, 1), data),
            List.of(),
            "versions, one for each learner up to 1,024 and for 64 beyond"),
        contest(
            "version engine",
            "events/s",
            engines,
            ENGINE_FALL,
            (n, data) -> new VersionEngine(label(n), n),
            List.of(),
            "the rows: 256 kB in all fit the second cache, 256 MB fit none"));
  }

  /** What is made of a number of learners and the data of all. */
  @FunctionalInterface
  private interface Maker {
    Contender make(int learners, DataSet data);
  }

  /**
   * Of the most learners over the fewest, at most {@code fall} times slower; 0: as it is.
   *
   * @param bare among how many models a bare loop stands beside them
   */
  private static Contest contest(
      String name,
      String unit,
      int[] sizes,
      double fall,
      Maker maker,
      List<Integer> bare,
      String limit) {
    int most = last(sizes);
    return new Contest(
        name + ", ratios of " + label(most),
        unit,
        () -> {
          DataSet data = data(sizes);
          Stream<Contender> grown =
              IntStream.concat(IntStream.of(most), Arrays.stream(sizes, 0, sizes.length - 1))
                  .mapToObj(n -> maker.make(n, data));
          return Stream.concat(grown, bare.stream().map(GrowthBenchmark::bare)).toList();
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

  private static Contender bare(int learners) {
    LearnerSettings.Versions tracked = LearnerSettings.defaults().versions();
    int origins = learners <= tracked.fullUpTo() ? learners : tracked.tracked();
    return new BareModels(
        "bare loop, " + label(learners), learners, (FEATURES + 1) * CLASSES, origins);
  }

  private static String label(int learners) {
    return String.format(Locale.ROOT, LABEL + "%,d", learners);
  }

  /** How many learners a contender of this name has; empty when it is none of ours. */
  static OptionalInt learners(String contender) {
    return contender.startsWith(LABEL)
        ? OptionalInt.of(Integer.parseInt(contender.substring(LABEL.length()).replace(",", "")))
        : OptionalInt.empty();
  }

  /** Whether it tells of learners with models, each a number per second. */
  static boolean isOfLearners(Contest contest) {
    return TIMED.stream().anyMatch(contest.name()::startsWith);
  }

  /** H(n−1): what the law multiplies the update rate by. */
  static double harmonic(int learners) {
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
