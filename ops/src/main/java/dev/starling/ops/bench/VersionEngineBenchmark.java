package dev.starling.ops.bench;

import dev.starling.sim.staleness.StalenessExperiment;
import java.util.List;
import java.util.Locale;

/** Virtual time without learning: what one core makes of gossip events at λ = ln n. */
final class VersionEngineBenchmark implements Benchmark {
  static final int ORIGINS = StalenessExperiment.DEFAULT_TRACKED;
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;

  @Override
  public String name() {
    return "version-engine";
  }

  @Override
  public String title() {
    return "gossip events of the version engine, " + ORIGINS + " origins, one core";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    return List.of(
        contest(
            pace.size(FEW, 100),
            20e6,
            "drawing clocks, sender and receiver: the rows lie in the cache"),
        contest(
            pace.size(MANY, 1_000),
            3.5e6,
            "far memory, from which each event needs two rows of 256 bytes"));
  }

  private static Contest contest(int learners, double target, String limit) {
    return new Contest(
        String.format(Locale.ROOT, "n = %,d", learners),
        "events/s",
        () -> List.of(new VersionEngine(learners), new BareGossip(learners, ORIGINS)),
        new Target.AtLeast(target),
        limit);
  }
}
