package dev.starling.sim.report;

import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import dev.starling.run.RunDescription;
import dev.starling.sim.summary.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges by the rows of a run how its staleness settled after each change. Stateless.
 *
 * @see Settling
 */
public final class SettlingJudge {
  /** Half the width of the band that counts as settled, as a share of the target. */
  private static final double BAND = 0.1;

  /** More changes than a reader can take in, or a run can settle between. */
  private static final int MOST_CHANGES = 100;

  private SettlingJudge() {}

  /**
   * Judges the rows of a run.
   *
   * @return null when nothing changes in mid-run or there is no target for the mean over all pairs
   */
  public static Settling judge(List<MetricsRow> rows, RunDescription run) {
    boolean hasTarget = !run.gossip().isFixedRate() && run.topology().equals("complete");
    Map<Double, String> events = events(run.churn());
    if (!hasTarget || events.isEmpty()) {
      return null;
    }
    List<Point> points =
        windowed(rows, run.measuring().windowSeconds(), run.gossip().stalenessTarget());
    List<Settling.Change> changes = new ArrayList<>();
    List<Double> times = List.copyOf(events.keySet());
    for (int i = 0; i < Math.min(MOST_CHANGES, times.size()); i++) {
      double until = i + 1 < times.size() ? times.get(i + 1) : Double.POSITIVE_INFINITY;
      changes.add(change(points, times.get(i), until, events.get(times.get(i)), run.measuring()));
    }
    return new Settling(run.measuring().windowSeconds(), BAND, changes);
  }

  private static Settling.Change change(
      List<Point> points,
      double at,
      double until,
      String event,
      RunDescription.Measuring measuring) {
    List<Point> after =
        points.stream().filter(p -> p.seconds() > at && p.seconds() <= until).toList();
    int settled = after.size();
    while (settled > 0 && Math.abs(after.get(settled - 1).ratio() - 1) <= BAND) {
      settled--;
    }
    double over = 0;
    double under = 0;
    for (int i = 0; i < after.size(); i++) {
      Point point = after.get(i);
      if (i <= settled || point.seconds() - at <= measuring.windowSeconds()) {
        over = Math.max(over, point.ratio() - 1);
        under = Math.max(under, 1 - point.ratio());
      }
    }
    boolean isWatched =
        !after.isEmpty() && after.get(after.size() - 1).seconds() - at >= measuring.windowSeconds();
    Double seconds =
        !isWatched || settled == after.size()
            ? null
            : Double.valueOf(settled == 0 ? 0 : after.get(settled).seconds() - at);
    return new Settling.Change(at, event, seconds, over, under);
  }

  /** Mean staleness over the target, over the window that ends at each row. */
  private static List<Point> windowed(List<MetricsRow> rows, double windowSeconds, double target) {
    List<MetricsRow> known =
        rows.stream()
            .filter(row -> row.staleness() != null && row.staleness().recent() != null)
            .toList();
    List<Point> points = new ArrayList<>();
    int first = 0;
    for (int last = 0; last < known.size(); last++) {
      double end = known.get(last).seconds();
      while (known.get(first).seconds() <= end - windowSeconds) {
        first++;
      }
      double sum = 0;
      double seconds = 0;
      for (int i = first; i <= last; i++) {
        double length = known.get(i).seconds() - (i == 0 ? 0 : known.get(i - 1).seconds());
        sum += length * known.get(i).staleness().recent();
        seconds += length;
      }
      points.add(new Point(end, sum / seconds / target));
    }
    return points;
  }

  /** What happens at each time, in words. */
  private static Map<Double, String> events(ChurnPlan churn) {
    Map<Double, Map<String, Integer>> counts = new TreeMap<>();
    for (ChurnEvent event : churn.events()) {
      counts
          .computeIfAbsent(event.seconds(), time -> new TreeMap<>())
          .merge(words(event), 1, Integer::sum);
    }
    Map<Double, String> events = new TreeMap<>();
    counts.forEach(
        (time, kinds) -> {
          List<String> parts = new ArrayList<>();
          kinds.forEach((words, count) -> parts.add(count + " " + words));
          events.put(time, String.join(", ", parts));
        });
    return events;
  }

  private static String words(ChurnEvent event) {
    return event.kind() == ChurnEvent.Kind.SPEED
        ? "at speed " + Numbers.compact(event.speed())
        : event.kind().name().toLowerCase(Locale.ROOT);
  }

  private record Point(double seconds, double ratio) {}
}
