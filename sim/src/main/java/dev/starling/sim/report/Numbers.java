package dev.starling.sim.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. An absent number is an en dash. */
final class Numbers {
  static final String ABSENT = "–";
  private static final char THOUSANDS = ',';

  private Numbers() {}

  /** A share as a percentage with one decimal: 0.846 is "84.6 %". */
  static String percent(Double share) {
    return share == null ? ABSENT : fixed(100 * share, 1) + "\u00a0%";
  }

  /** A difference of two shares in percentage points, with its sign left out. */
  static String points(double difference) {
    return fixed(Math.abs(100 * difference), 1);
  }

  /** With so many decimals and thousands apart. */
  static String fixed(Double value, int decimals) {
    return value == null
        ? ABSENT
        : grouped(
            BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
  }

  /** Three significant digits, at most six decimals. */
  static String compact(Double value) {
    if (value == null) {
      return ABSENT;
    }
    double magnitude = Math.abs(value);
    if (magnitude != 0 && magnitude < 1e-4) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int decimals = 0;
    while (decimals < 6 && magnitude < 100 && magnitude != 0) {
      magnitude *= 10;
      decimals++;
    }
    return fixed(value, decimals);
  }

  static String count(long value) {
    return grouped(Long.toString(value));
  }

  static String bytes(long bytes) {
    Scale scale = Scale.ofBytes((double) bytes);
    return compact(bytes / scale.divisor()) + "\u00a0" + scale.unit();
  }

  /** Puts a comma between thousands, as the axes of the plots do. */
  static String grouped(String plain) {
    int point = plain.indexOf('.');
    int end = point < 0 ? plain.length() : point;
    int start = plain.startsWith("-") ? 1 : 0;
    StringBuilder text = new StringBuilder(plain);
    for (int i = end - 3; i > start; i -= 3) {
      text.insert(i, THOUSANDS);
    }
    return text.toString();
  }
}
