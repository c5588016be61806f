package dev.starling.sim.summary;

/**
 * How a node joined a run in its course, and what it took over before another node came or went.
 * Immutable.
 *
 * @param node its name
 * @param atSeconds run time when it was asked to take part
 * @param beginSeconds from there until its data were loaded and its clocks ran
 * @param learners that moved there
 * @param takeoverSeconds from the start of its clocks until the last of them went on there; null
 *     without any
 */
public record ArrivalSummary(
    String node, Double atSeconds, Double beginSeconds, int learners, Double takeoverSeconds) {
  /** Makes figures that are not finite absent. */
  public ArrivalSummary {
    atSeconds = Finite.orNull(atSeconds);
    beginSeconds = Finite.orNull(beginSeconds);
    takeoverSeconds = Finite.orNull(takeoverSeconds);
  }
}
