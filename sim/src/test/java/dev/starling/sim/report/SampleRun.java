package dev.starling.sim.report;

import dev.starling.random.RandomStream;
import dev.starling.sim.summary.SampleSummary;
import dev.starling.sim.summary.Spread;
import java.util.ArrayList;
import java.util.List;

/** A run as the defaults would leave it, made up: 16 learners, Dirichlet(0.1), ten classes. */
final class SampleRun {
  static final int LEARNERS = 16;
  private static final int CLASSES = 10;
  private static final double SECONDS = 24;

  private SampleRun() {}

  static ReportInput input() {
    return new ReportInput(
        SampleSummary.whole(),
        new MetricsSeries("cosine step", rows(0.005, 7)),
        List.of(new MetricsSeries("constant step", rows(0.08, 8))),
        split(),
        learners(),
        "run {\n  learners = 16\n  data = \"fashion-mini\"\n  model = \"mlp:64\"\n  seed = 7\n}\n",
        "starling 0.1.0\njava 17.0.15\nakka 2.8.5\naeron 1.51.0\nnd4j 1.0.0-M2.1\nseed 7\n",
        "starling train --seed 7");
  }

  /** A learning curve with the given spread over learners at its end. */
  static List<MetricsRow> rows(double spreadAtEnd, long seed) {
    RandomStream random = RandomStream.named(seed, "sample-run", 0);
    List<MetricsRow> rows = new ArrayList<>();
    for (int i = 0; i <= 96; i++) {
      double seconds = i * SECONDS / 96;
      double left = StrictMath.exp(-seconds / 2.6);
      double spread = spreadAtEnd + 0.25 * left;
      double median = 0.855 - 0.74 * left + 0.004 * (random.nextDouble() - 0.5);
      double noise = 0.3 * spread * random.nextDouble();
      double worst = Math.max(0.05, median - spread - noise);
      double best = Math.min(0.9, median + 0.6 * spread);
      Spread accuracy = new Spread(worst, median, best);
      Spread loss =
          new Spread(
              0.41 + 1.7 * left, 0.43 + 1.8 * left + 0.2 * spread, 0.46 + 2.1 * left + spread);
      rows.add(row(seconds, accuracy, loss, 0.0021 + 0.05 * left, random));
    }
    return rows;
  }

  private static MetricsRow row(
      double seconds, Spread accuracy, Spread loss, double rms, RandomStream random) {
    double updates = 83.4 * seconds;
    double jitter = random.nextDouble() - 0.5;
    boolean started = seconds > 0;
    long pushes = (long) (276.5 * seconds * LEARNERS);
    return new MetricsRow(
        seconds,
        new MetricsRow.Updates(
            updates,
            (long) (0.98 * updates),
            (long) (1.02 * updates),
            started ? 83.4 + jitter : null,
            null),
        accuracy,
        loss,
        rms,
        started
            ? new MetricsRow.Staleness(
                1.0 + 0.12 * jitter,
                4.0 + Math.rint(2 * random.nextDouble()),
                6.0 + Math.rint(6 * random.nextDouble()),
                1.0 + 0.1 * (random.nextDouble() - 0.5),
                1.0 + 0.01 * jitter,
                1.0 + 0.03 * jitter)
            : null,
        new MetricsRow.Gossip(
            started ? 276.7 + 6 * jitter : null,
            276.7 + 2 * jitter,
            pushes * 54_000,
            pushes,
            Math.max(0, pushes - 42),
            31,
            11,
            204,
            31),
        new Spread(0.93, 0.96, 0.98),
        new MetricsRow.Memory(120.5 + 10 * jitter, started ? 612.352 : null));
  }

  static SplitTable split() {
    RandomStream random = RandomStream.named(7, "sample-split", 0);
    int[][] samples = new int[LEARNERS][CLASSES];
    for (int[] learner : samples) {
      for (int label = 0; label < CLASSES; label++) {
        double u = random.nextDouble();
        learner[label] = (int) (520 * u * u * u * u * u * u * u * u);
      }
    }
    return SplitTable.ofClasses("dirichlet:0.1", CLASSES, samples);
  }

  private static List<LearnerRow> learners() {
    SplitTable split = split();
    List<LearnerRow> rows = new ArrayList<>();
    for (int learner = 0; learner < LEARNERS; learner++) {
      rows.add(
          new LearnerRow(
              learner,
              split.total(learner),
              2000 + learner % 5,
              0.846 + 0.001 * (learner % 9),
              0.845 + 0.001 * (learner * 7 % 16),
              0.43,
              0.98 + 0.003 * (learner * 5 % 16),
              "finished"));
    }
    return rows;
  }
}
