package dev.starling.sim.experiment;

import java.util.List;

/**
 * An experiment as its file describes it, checked as a whole. Immutable.
 *
 * @param name of its file
 * @param claim what it is to show
 * @param refutedBy which outcome would refute the claim
 * @param figures what is measured; the first is drawn
 * @param across what the horizontal axis of the figure is
 * @param logarithmic whether the vertical axis is
 * @param points in the order of the tables; those of an arm together
 * @param text the file with the overrides in it, as HOCON
 */
public record Experiment(
    String name,
    String claim,
    String refutedBy,
    List<SweptFigure> figures,
    SweepKey across,
    boolean logarithmic,
    List<SweepPoint> points,
    String text) {

  public Experiment {
    figures = List.copyOf(figures);
    points = List.copyOf(points);
  }

  /** Runs in all. */
  public int runs() {
    return points.stream().mapToInt(SweepPoint::seeds).sum();
  }

  /** The sweep keys that differ between points, and always the horizontal axis. */
  List<SweepKey> varied() {
    return List.of(SweepKey.values()).stream()
        .filter(
            key ->
                key == across
                    || points.stream().map(point -> point.setting(key)).distinct().count() > 1)
        .toList();
  }
}
