package dev.starling.sim.staleness;

import java.util.List;

/**
 * What one run measured, and what theory gives for it. Immutable.
 *
 * @param experiment what was run
 * @param window its measuring window, with derived times filled in
 * @param samples measurements made, each over all pairs
 * @param gossipEvents ticks of the gossip clocks, from the beginning
 * @param updates updates made, from the beginning; of tracked origins alone, but in opportunistic
 *     schemes of all
 * @param measured what was measured
 * @param theoryKind how {@code theory} is to be read
 * @param theory what theory gives
 * @param firstHalf mean staleness in the first half of the window
 * @param secondHalf mean staleness in the second half: the same, if the burn-in was long enough
 * @param coverage share of pairs in which the holder had ever heard of the origin
 * @param originMeans mean staleness of each tracked origin, in the order of their numbers
 */
public record StalenessOutcome(
    StalenessExperiment experiment,
    MeasuringWindow window,
    int samples,
    long gossipEvents,
    long updates,
    StalenessFigures measured,
    StalenessTheory.Kind theoryKind,
    StalenessFigures theory,
    double firstHalf,
    double secondHalf,
    double coverage,
    List<Double> originMeans) {

  public StalenessOutcome {
    originMeans = List.copyOf(originMeans);
  }
}
