package dev.starling.sim.experiment;

import dev.starling.sim.staleness.MeasuringWindow;
import dev.starling.sim.staleness.StalenessExperiment;

/**
 * One point of a sweep: what is run once per seed. Immutable.
 *
 * @param arm what its curve is called
 * @param experiment what is run, with the first seed
 * @param seeds how many runs; 0 when theory alone is asked
 */
public record SweepPoint(String arm, StalenessExperiment experiment, int seeds) {
  // Theory does not ask for time to pass, but the engine wants a little of it.
  private static final MeasuringWindow INSTANT = new MeasuringWindow(0, 1e-6, 5e-7);
  private static final double BEGINNING = 2e4;
  private static final double CACHED = 2.5e5;

  /** The run of seed number {@code k}, counted from 0. */
  StalenessExperiment run(int k) {
    return experiment.withSeed(experiment.seed() + k);
  }

  /** A run that measures nothing, but is told what theory says. */
  StalenessExperiment theoryOnly() {
    return experiment.withTrackedOrigins(1).withAges(false).withWindow(INSTANT);
  }

  /** About how much work one run is, in pushes of a small network: for the time left only. */
  double work() {
    int n = experiment.learners();
    double rate = experiment.gossip().rate().second();
    double frequency = rate / (1 + rate * experiment.gossip().shift());
    MeasuringWindow window = experiment.resolvedWindow();
    double pushes = n * frequency * (window.burnIn() + window.duration());
    // The larger the matrix, the more pushes miss the cache; a look at it costs a push per row.
    double looks = n * window.duration() / window.interval();
    return BEGINNING + pushes * (1 + n / CACHED) + looks;
  }

  /** What a sweep key is here, as the CSV files say it; a time to be derived is auto. */
  String setting(SweepKey key) {
    return switch (key) {
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

  /** The number that {@link #setting} stands for; NaN when it stands for none. */
  double number(SweepKey key) {
    try {
      return Double.parseDouble(setting(key));
    } catch (NumberFormatException notOne) {
      return Double.NaN;
    }
  }

  private static String time(double value) {
    return Double.isNaN(value) ? "auto" : Double.toString(value);
  }
}
