package dev.starling.ops;

import dev.starling.sim.summary.LatenessMillis;
import java.util.Locale;

/** Lines of a small table for a terminal, each of a name and a sentence. Used by one thread. */
final class SummaryLines {
  private static final String UNKNOWN = "not known";

  private final StringBuilder text = new StringBuilder();

  /**
   * @param name is empty where the line goes on with what the one above tells of
   */
  void add(String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-12s", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  /** All lines, each with its end. */
  String text() {
    return text.toString();
  }

  static String figure(Double value) {
    return value == null ? UNKNOWN : Figures.compact(value);
  }

  static String late(LatenessMillis late) {
    return "p50 %s, p99 %s, max %s ms late"
        .formatted(
            Figures.compact(late.p50()), Figures.compact(late.p99()), Figures.compact(late.max()));
  }
}
