package dev.starling.ops.bench;

import dev.starling.sim.staleness.MeasuringWindow;
import dev.starling.sim.staleness.StalenessEngine;
import dev.starling.sim.staleness.StalenessExperiment;

/** Starling's version engine at λ = ln n. Used by one thread. */
final class VersionEngine implements Contender {
  private static final double EVENTS_PER_CALL = 10_000;
  private static final double LONG_ENOUGH = 1e6;

  private final String name;
  private final StalenessEngine engine;
  private final double step;

  VersionEngine(int learners) {
    this(STARLING, learners);
  }

  VersionEngine(String name, int learners) {
    this.name = name;
    double lambda = StrictMath.log(learners);
    engine =
        new StalenessEngine(
            StalenessExperiment.push(learners, lambda)
                .withWindow(new MeasuringWindow(LONG_ENOUGH, 1, 1)));
    step = EVENTS_PER_CALL / (learners * lambda);
  }

  @Override
  public String name() {
    return name;
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
