package dev.starling.sim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line of a CSV file: cells with a comma or a quote in them are quoted. Stateless. */
final class CsvLine {
  private CsvLine() {}

  static String of(List<String> cells) {
    return cells.stream().map(CsvLine::quoted).collect(Collectors.joining(","));
  }

  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      if (each == '"') {
        // A quote inside a quoted cell is written twice.
        if (!quoted && i > 0 && line.charAt(i - 1) == '"') {
          cell.append('"');
        }
        quoted = !quoted;
      } else if (each == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(each);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  /** A number as it is, and nothing for one that is not known. */
  static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? "\"" + cell.replace("\"", "\"\"") + "\""
        : cell;
  }
}
