package dev.starling.sim.experiment;

import java.util.List;

/**
 * An experiment as its file describes it, checked as a whole. Immutable.
 *
 * @param name of its file
 * @param claim what it is to show
 * @param refutedBy which outcome would refute the claim
 * @param remark what readers of the figures should know; empty for nothing
 * @param engine what runs it
 * @param keys the columns of its tables
 * @param figures what is measured; the first is drawn
 * @param across what the horizontal axis of the figure is
 * @param scales of the axes of the figure
 * @param points in the order of the tables; those of an arm together
 * @param text the file with the overrides in it, as HOCON
 */
public record Experiment(
    String name,
    String claim,
    String refutedBy,
    String remark,
    SweepEngine engine,
    List<SweepKey> keys,
    List<SweptFigure> figures,
    SweepKey across,
    Scales scales,
    List<SweepPoint> points,
    String text) {

  public Experiment {
    keys = List.copyOf(keys);
    figures = List.copyOf(figures);
    points = List.copyOf(points);
  }

  /** Runs in all. */
  public int runs() {
    return points.stream().mapToInt(SweepPoint::seeds).sum();
  }

  /** The sweep keys that differ between points, and always the horizontal axis. */
  List<SweepKey> varied() {
    return keys.stream()
        .filter(
            key ->
                key == across
                    || points.stream().map(point -> point.setting(key)).distinct().count() > 1)
        .toList();
  }

  /**
   * Which axes are logarithmic.
   *
   * @param across the horizontal one
   * @param up the vertical one
   */
  record Scales(boolean across, boolean up) {}
}
