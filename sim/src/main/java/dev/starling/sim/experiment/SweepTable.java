package dev.starling.sim.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as people read them, rounded to what the interval supports. Immutable. */
final class SweepTable {
  private static final String ABSENT = "–";

  private final List<SweepKey> varied;
  private final List<List<String>> cells = new ArrayList<>();

  SweepTable(Experiment experiment, List<SweepResult> results) {
    List<SweepPoint> points = results.stream().map(SweepResult::point).distinct().toList();
    varied =
        experiment.varied().stream()
            .filter(key -> !key.isTechnical())
            .filter(key -> key == experiment.across() || !isSaidByTheArm(key, points))
            .toList();
    cells.add(header());
    results.forEach(result -> cells.add(row(result)));
  }

  /** Header and rows. */
  List<List<String>> cells() {
    return cells;
  }

  /** For a terminal: columns padded to one width each, numbers to the right. */
  List<String> lines() {
    int columns = cells.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : cells) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        boolean left = i == 0 || i == columns - 1;
        line.append(left ? row.get(i) + gap : gap + row.get(i)).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** What one arm never varies goes without saying: its label tells, and the CSV file has it. */
  private static boolean isSaidByTheArm(SweepKey key, List<SweepPoint> points) {
    Map<String, String> settings = new HashMap<>();
    return points.stream()
        .allMatch(
            point -> {
              String setting = point.setting(key);
              String first = settings.putIfAbsent(point.arm(), setting);
              return first == null || first.equals(setting);
            });
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    header.add("arm");
    varied.forEach(key -> header.add(key.key()));
    header.addAll(
        List.of("figure", "runs", "measured", "95 % interval", "theory", "kind", "off", "verdict"));
    return header;
  }

  private List<String> row(SweepResult result) {
    List<String> row = new ArrayList<>();
    row.add(result.point().arm());
    for (SweepKey key : varied) {
      double number = result.point().number(key);
      row.add(Double.isNaN(number) ? result.point().setting(key) : plain(number));
    }
    double mean = result.measured().mean();
    double half = result.halfWidth();
    row.add(result.figure().key());
    row.add(Integer.toString(result.measured().runs()));
    row.add(figure(mean));
    row.add(Double.isNaN(half) ? ABSENT : figure(mean - half) + " … " + figure(mean + half));
    row.add(figure(result.theory()));
    row.add(SweepRow.kindName(result.kind()).replace('_', ' '));
    double off = result.deviation();
    row.add(Double.isNaN(off) ? ABSENT : String.format(Locale.ROOT, "%+.1f %%", 100 * off));
    row.add(result.verdict());
    return row;
  }

  /** A setting: whole numbers as such, others with four decimals at most. */
  private static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String figure(double value) {
    if (Double.isNaN(value)) {
      return ABSENT;
    }
    double size = Math.abs(value);
    if (size < 0.1) {
      return String.format(Locale.ROOT, "%.5f", value);
    }
    return String.format(Locale.ROOT, size < 100 ? "%.4f" : "%,.1f", value);
  }
}
