package dev.starling.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a CSV file (RFC 4180, but no line breaks within quotes): one sample per line, its target in
 * the last column or the one that {@code target} names by its header or its number from 1. Cells
 * are separated by commas, or by semicolons or tabs if the first line has no comma. The first line
 * is a header if one of its feature cells is no number, or its target is a word and the next one's
 * is not. Rows are counted as an editor does: the header and blank lines count.
 */
final class CsvReader {
  private static final Set<String> OPTIONS = new TreeSet<>(TargetColumn.OPTIONS);

  static {
    OPTIONS.add("target");
    OPTIONS.add(Scaling.OPTION);
  }

  private final String file;
  private final String wantedTarget;
  private final TargetColumn targets;
  private final FloatList features = new FloatList();
  private final List<String> cells = new ArrayList<>();
  private char separator;
  private int columns;
  private int targetColumn;
  private int firstRow;
  private int row;

  private CsvReader(String file, SourceSpec spec, List<String> labels) {
    spec.requireOptionsAmong(OPTIONS);
    Scaling.requireKnown(spec);
    this.file = file;
    this.wantedTarget = spec.options().getOrDefault("target", "");
    this.targets = new TargetColumn(file, spec, labels);
  }

  static DataSet read(Path path, SourceSpec spec) {
    return read(path, spec, List.of());
  }

  /**
   * As {@link #read(Path, SourceSpec)}, where each target is one of {@code labels} if there are
   * any.
   */
  static DataSet read(Path path, SourceSpec spec, List<String> labels) {
    CsvReader reader = new CsvReader(path.toString(), spec, labels);
    try (InputStream in = DataFile.open(path)) {
      return reader.read(in);
    } catch (IOException e) {
      throw DataFile.unreadable(reader.file, e);
    }
  }

  static DataSet read(InputStream in, String file, SourceSpec spec) throws IOException {
    return new CsvReader(file, spec, List.of()).read(in);
  }

  private DataSet read(InputStream in) throws IOException {
    readLines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    if (features.size() == 0) {
      throw new DataException(file + " is empty; at least one row of numbers is needed");
    }
    return targets.toDataSet(file, columns - 1, features.toArray());
  }

  private void readLines(BufferedReader lines) throws IOException {
    String first = nextLine(lines);
    if (first == null) {
      return;
    }
    readColumns(first.charAt(0) == '\uFEFF' ? first.substring(1) : first); // a byte order mark
    List<String> firstCells = List.copyOf(cells);
    String line = nextLine(lines);
    int nextRow = row;
    if (line != null) {
      split(line);
    }
    if (!isHeader(firstCells, line == null ? firstCells : cells)) {
      row = firstRow;
      addSample(firstCells);
      row = nextRow;
    }
    while (line != null) {
      split(line);
      addSample(cells);
      line = nextLine(lines);
    }
  }

  private String nextLine(BufferedReader lines) throws IOException {
    String line;
    do {
      line = lines.readLine();
      row++;
    } while (line != null && line.isBlank());
    return line;
  }

  private void readColumns(String line) {
    separator = line.indexOf(',') >= 0 ? ',' : line.indexOf(';') >= 0 ? ';' : '\t';
    split(line);
    firstRow = row;
    columns = cells.size();
    if (columns < 2) {
      throw new DataException(
          file + ": row " + row + " has one column; at least a feature and a target are needed");
    }
    int named = cells.indexOf(wantedTarget);
    targetColumn = wantedTarget.isEmpty() ? columns - 1 : named >= 0 ? named : numbered();
  }

  private int numbered() {
    for (int column = 0; column < columns; column++) {
      if (wantedTarget.equals(Integer.toString(column + 1))) {
        return column;
      }
    }
    throw new DataException(
        file
            + " has no column '"
            + wantedTarget
            + "' for the target"
            + NearestName.question(wantedTarget, cells)
            + "; name one by its header or a number from 1 to "
            + columns);
  }

  private boolean isHeader(List<String> first, List<String> second) {
    for (int column = 0; column < columns; column++) {
      if (column != targetColumn && isWord(first.get(column))) {
        return true;
      }
    }
    return isWord(first.get(targetColumn))
        && second.size() == columns
        && FiniteNumber.isNumber(second.get(targetColumn));
  }

  private static boolean isWord(String cell) {
    return !cell.isEmpty() && !FiniteNumber.isNumber(cell);
  }

  private void addSample(List<String> sample) {
    if (sample.size() != columns) {
      throw new DataException(
          file
              + ": row "
              + row
              + " has "
              + sample.size()
              + " columns where row "
              + firstRow
              + " has "
              + columns);
    }
    for (int column = 0; column < columns; column++) {
      if (column != targetColumn) {
        features.add(FiniteNumber.parse(sample.get(column), file, row, column + 1));
      }
    }
    targets.add(sample.get(targetColumn), row, targetColumn + 1);
  }

  /** Puts the cells of {@code line} into {@link #cells}, without the blanks around them. */
  private void split(String line) {
    cells.clear();
    int start = 0;
    while (start <= line.length()) {
      boolean quoted = start < line.length() && line.charAt(start) == '"';
      start = quoted ? addQuoted(line, start + 1) : addPlain(line, start);
    }
  }

  private int addPlain(String line, int start) {
    int next = line.indexOf(separator, start);
    int end = next < 0 ? line.length() : next;
    cells.add(line.substring(start, end).strip());
    return end + 1;
  }

  private int addQuoted(String line, int start) {
    StringBuilder cell = new StringBuilder();
    int at = start;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw new DataException(file + ": row " + row + " has a quote that is not closed");
      }
      cell.append(line, at, quote);
      if (quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
        cell.append('"');
        at = quote + 2;
        continue;
      }
      cells.add(cell.toString());
      int next = line.indexOf(separator, quote);
      return (next < 0 ? line.length() : next) + 1;
    }
  }
}
