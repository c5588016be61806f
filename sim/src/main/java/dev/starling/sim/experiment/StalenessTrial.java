package dev.starling.sim.experiment;

import dev.starling.sim.staleness.MeasuringWindow;
import dev.starling.sim.staleness.StalenessEngine;
import dev.starling.sim.staleness.StalenessExperiment;
import dev.starling.sim.staleness.StalenessFigures;
import dev.starling.sim.staleness.StalenessOutcome;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run of the version engine. Immutable.
 *
 * @param experiment what is run; its seed only decides which experiment theory is asked of
 */
record StalenessTrial(StalenessExperiment experiment) implements Trial {
  // Theory does not ask for time to pass, but the engine wants a little of it.
  private static final MeasuringWindow INSTANT = new MeasuringWindow(0, 1e-6, 5e-7);
  private static final double BEGINNING = 2e4;
  private static final double CACHED = 2.5e5;

  @Override
  public TrialResult run(long seed) {
    StalenessOutcome outcome = StalenessEngine.run(experiment.withSeed(seed));
    return new TrialResult(
        outcome.theoryKind(),
        List.of(
            outcome.coverage(),
            outcome.firstHalf(),
            outcome.secondHalf(),
            (double) outcome.gossipEvents()),
        figures(outcome.measured()),
        figures(outcome.theory()));
  }

  @Override
  public TrialResult theory(long seed) {
    StalenessOutcome outcome =
        StalenessEngine.run(
            experiment.withSeed(seed).withTrackedOrigins(1).withAges(false).withWindow(INSTANT));
    List<Double> theory = figures(outcome.theory());
    return new TrialResult(
        outcome.theoryKind(), List.of(), theory.stream().map(each -> Double.NaN).toList(), theory);
  }

  private static List<Double> figures(StalenessFigures figures) {
    return Stream.of(StalenessFigure.values()).map(figure -> figure.of(figures)).toList();
  }

  @Override
  public double work() {
    int n = experiment.learners();
    double rate = experiment.gossip().rate().second();
    double frequency = rate / (1 + rate * experiment.gossip().shift());
    MeasuringWindow window = experiment.resolvedWindow();
    double pushes = n * frequency * (window.burnIn() + window.duration());
    // The larger the matrix, the more pushes miss the cache; a look at it costs a push per row.
    double looks = n * window.duration() / window.interval();
    return BEGINNING + pushes * (1 + n / CACHED) + looks;
  }

  /** A time to be derived is auto. */
  @Override
  public String setting(SweepKey key) {
    return switch ((StalenessKey) key) {
      case SCHEME -> experiment.scheme().toString();
      case TOPOLOGY -> experiment.topology();
      case UPDATE_RATE -> experiment.updates().rate().toString();
      case UPDATE_SHIFT -> Double.toString(experiment.updates().shift());
      case GOSSIP_RATE -> experiment.gossip().rate().toString();
      case GOSSIP_SHIFT -> Double.toString(experiment.gossip().shift());
      case HOP_DELAY -> Double.toString(experiment.hopDelay());
      case TRACKED_ORIGINS -> Integer.toString(experiment.trackedOrigins());
      case BURN_IN -> time(experiment.window().burnIn());
      case DURATION -> time(experiment.window().duration());
      case INTERVAL -> time(experiment.window().interval());
      case LEARNERS -> Integer.toString(experiment.learners());
    };
  }

  private static String time(double value) {
    return Double.isNaN(value) ? "auto" : Double.toString(value);
  }
}
