package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Virtual time with learning: the same learners as in real time, one core, no network faults. */
final class VirtualTimeBenchmark implements Benchmark {
  /** With the bias, the model has one weight more. */
  private static final int FEATURES = 56;

  private static final double TARGET = 1e6;
  private static final double NEVER = 1e-6;
  private static final int[] LEARNERS = {100, 4_140};
  private static final int[] FEW_LEARNERS = {10, 20};

  @Override
  public String name() {
    return "virtual-time";
  }

  @Override
  public String title() {
    return "pushes in virtual time through Learner, logistic regression with "
        + (FEATURES + 1)
        + " weights, versions on, one core";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    List<Contest> contests = new ArrayList<>();
    for (int learners : pace.small() ? FEW_LEARNERS : LEARNERS) {
      DataSet data = GeneratedData.of(pace.size(4_140, 20), FEATURES, 2);
      contests.add(contest(learners, data, 1));
      contests.add(contest(learners, data, NEVER));
    }
    return contests;
  }

  private static Contest contest(int learners, DataSet data, double stepsPerPush) {
    boolean learns = stepsPerPush > NEVER;
    return new Contest(
        String.format(
            Locale.ROOT, "n = %,d, %s", learners, learns ? "an SGD step per push" : "pushes alone"),
        "pushes/s",
        () ->
            List.of(
                new VirtualLearners(
                    new VirtualLearners.Crowd(learners, "logistic", 1, stepsPerPush, 1), data),
                new BareLearners(learners, data, learns)),
        new Target.AtLeast(TARGET),
        learns
            ? "two events per push, whose clocks, versions and checks outweigh the arithmetic"
            : "clocks, versions and checks, which outweigh the mixing of "
                + (FEATURES + 1)
                + " weights");
  }
}
