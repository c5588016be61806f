package dev.starling.sim;

import dev.starling.run.RunDescription;
import java.util.List;

/** Small runs on the digits, for tests. */
final class SmallRuns {
  private SmallRuns() {}

  static RunDescription paced(long seed, int learners, long updates) {
    return run(seed, learners, "softmax", new RunDescription.Limits(updates, 0, 0), "paced");
  }

  static RunDescription natural(long seed, int learners, double seconds) {
    return run(seed, learners, "softmax", new RunDescription.Limits(0, seconds, 0), "natural");
  }

  private static RunDescription run(
      long seed, int learners, String model, RunDescription.Limits limits, String clock) {
    return new RunDescription(
        "small",
        seed,
        learners,
        new RunDescription.Data("digits", "dirichlet:0.5"),
        model,
        "complete",
        true,
        limits,
        new RunDescription.Steps(1, 16, 0.3, "constant", 0, 0, false, true),
        new RunDescription.Clock(clock, 10, 0, List.of(1.0)),
        new RunDescription.Gossip("push", "law", 0, 1, false, 0.01, "uniform", 0.5),
        new RunDescription.Versions(1024, 64),
        new RunDescription.Divergence(1e6, true),
        new RunDescription.Measuring(5, 0.1),
        RunDescription.Faults.NONE);
  }
}
