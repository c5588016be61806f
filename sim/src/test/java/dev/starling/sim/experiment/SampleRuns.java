package dev.starling.sim.experiment;

import dev.starling.run.RunAssembly;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Small runs for tests: four learners on the digits unless told otherwise. */
final class SampleRuns {
  private static final List<String> SMALL =
      List.of("run.learners=4", "run.updates=30", "data.source=digits", "run.model=mlp:12");

  private SampleRuns() {}

  static RunConfig config(String... overrides) {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(Arrays.asList(overrides));
    return RunConfig.load(Optional.empty(), all);
  }

  static RunAssembly assembly(String... overrides) {
    return RunAssembly.open(config(overrides).describe("sample"));
  }

  /** The same number of updates for every learner of a run. */
  static long[] each(RunAssembly assembly, long updates) {
    long[] all = new long[assembly.description().learners()];
    Arrays.fill(all, updates);
    return all;
  }
}
