package dev.starling.ops.bench;

import dev.starling.sim.staleness.MeasuringWindow;
import dev.starling.sim.staleness.StalenessEngine;
import dev.starling.sim.staleness.StalenessExperiment;
import java.util.List;
import java.util.Locale;

/** Virtual time without learning: what one core makes of gossip events at λ = ln n. */
final class VersionEngineBenchmark implements Benchmark {
  private static final int ORIGINS = StalenessExperiment.DEFAULT_TRACKED;
  private static final double EVENTS_PER_CALL = 10_000;
  private static final double LONG_ENOUGH = 1e6;
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
        () -> List.of(new Engine(learners), new BareGossip(learners, ORIGINS)),
        new Target.AtLeast(target),
        limit);
  }

  /** Starling's. */
  private static final class Engine implements Contender {
    private final StalenessEngine engine;
    private final double step;

    Engine(int learners) {
      double lambda = StrictMath.log(learners);
      engine =
          new StalenessEngine(
              StalenessExperiment.push(learners, lambda)
                  .withWindow(new MeasuringWindow(LONG_ENOUGH, 1, 1)));
      step = EVENTS_PER_CALL / (learners * lambda);
    }

    @Override
    public String name() {
      return STARLING;
    }

    @Override
    public double measure(double seconds) {
      return Stopwatch.rate(seconds, this::advance);
    }

    private double advance() {
      long before = engine.gossipEvents();
      engine.advanceUntil(engine.now() + step);
      return engine.gossipEvents() - before;
    }
  }
}
