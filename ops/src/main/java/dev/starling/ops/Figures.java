package dev.starling.ops;

import java.util.Locale;

/** Numbers as people read them on a terminal, the same in every locale. NaN is an en dash. */
final class Figures {
  static final String ABSENT = "–";
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /** With so many decimals and thousands apart. */
  static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value)
        : ABSENT;
  }

  /** About three significant digits: 0, 1.23e-05, 0.0123, 1.23, 12.3, 123, 1,234. */
  static String compact(double value) {
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return "0";
    }
    if (magnitude < 1e-3 && Double.isFinite(value)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return fixed(value, magnitude < 0.1 ? 4 : magnitude < 10 ? 2 : magnitude < 100 ? 1 : 0);
  }

  /** A share as a percentage with one decimal and without the sign: 0.846 is "84.6". */
  static String percent(double share) {
    return fixed(100 * share, 1);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** "1 learner", "16 learners". */
  static String learners(int learners) {
    return count(learners) + (learners == 1 ? " learner" : " learners");
  }

  /** In the decimal unit that leaves one to three digits before the point. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return compact(value) + " " + BYTE_UNITS[unit];
  }

  static String megabytes(double bytes) {
    return compact(bytes / BYTES_PER_MEGABYTE);
  }

  /** Minutes and seconds, hours when there are any: "0:07", "1:02:03". */
  static String clock(double seconds) {
    if (!Double.isFinite(seconds)) {
      return ABSENT;
    }
    long whole = Math.max(0, Math.round(seconds));
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60);
  }
}
