package dev.starling.data;

import java.util.Locale;
import java.util.Set;

/** Reads a number from text, or says where the text that is none stands. */
final class FiniteNumber {
  private static final Set<String> NOT_FINITE =
      Set.of("nan", "na", "null", "?", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private FiniteNumber() {}

  /**
   * @param row line of the file, from 1
   * @param column column of the line (in LIBSVM files: the feature's index), from 1
   */
  static float parse(String text, String file, int row, int column) {
    if (looksNumeric(text)) {
      try {
        float value = Float.parseFloat(text);
        if (Float.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw notFinite(text, file, row, column, e);
      }
    }
    throw notFinite(text, file, row, column, null);
  }

  /** Whether {@code text} stands for a number, a missing or infinite one included. */
  static boolean isNumber(String text) {
    return looksNumeric(text) || NOT_FINITE.contains(text.toLowerCase(Locale.ROOT));
  }

  // Java also reads "1f", "1d" and hexadecimal numbers, which no data file means as numbers.
  private static boolean looksNumeric(String text) {
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      digits |= digit;
      if (!digit && "+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return digits;
  }

  private static DataException notFinite(
      String text, String file, int row, int column, NumberFormatException cause) {
    String found = text.isEmpty() ? "an empty cell" : "'" + text + "'";
    return new DataException(
        file
            + ": row "
            + row
            + ", column "
            + column
            + " holds "
            + found
            + " where a finite number is needed",
        cause);
  }
}
