package dev.starling.sim.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code metrics.csv}: one head line, one line per {@link MetricsRow}, UTF-8, comma, line feed,
 * empty cell for "not known". Each row is flushed as it is appended, so that the file of a run that
 * is killed is whole up to its last row. Numbers are the shortest decimals that read back equal.
 * The writer is used by one thread.
 */
public final class MetricsCsv implements AutoCloseable {
  private final Path file;
  private final Writer out;
  private final StringBuilder line = new StringBuilder(512);

  private MetricsCsv(Path file, Writer out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Starts a new file with the head line.
   *
   * @throws UncheckedIOException when the file exists or cannot be written
   */
  public static MetricsCsv create(Path file) {
    try {
      Writer out =
          Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      MetricsCsv csv = new MetricsCsv(file, out);
      csv.line.append(
          Arrays.stream(MetricsColumn.values())
              .map(MetricsColumn::title)
              .collect(Collectors.joining(",")));
      csv.endLine();
      return csv;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + file + ": " + FileFault.words(e), e);
    }
  }

  /**
   * Goes on with a file, after taking off the rows from {@code seconds} of run time on, of a run
   * that goes on there.
   *
   * @throws UncheckedIOException when the file cannot be read or written
   */
  public static MetricsCsv resume(Path file, double seconds) {
    List<MetricsRow> kept = read(file).stream().filter(row -> row.seconds() < seconds).toList();
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(unfinished);
      try (MetricsCsv whole = create(unfinished)) {
        kept.forEach(whole::append);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
      return new MetricsCsv(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot go on with " + file + ": " + FileFault.words(e), e);
    }
  }

  /** Appends one row and flushes it to the file. */
  public void append(MetricsRow row) {
    String separator = "";
    for (MetricsColumn column : MetricsColumn.values()) {
      line.append(separator).append(cell(column.of(row)));
      separator = ",";
    }
    try {
      endLine();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to " + file + ": " + FileFault.words(e), e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + FileFault.words(e), e);
    }
  }

  /** The column dictionary as CSV: name, unit, meaning. */
  public static String dictionary() {
    return Arrays.stream(MetricsColumn.values())
        .map(column -> column.title() + "," + column.unit() + ",\"" + column.meaning() + "\"\n")
        .collect(Collectors.joining("", "name,unit,meaning\n", ""));
  }

  /**
   * Reads a file back. Columns are found by name: unknown ones are passed over, missing ones are
   * empty. A last line without its line end was being written when the run was killed, and is left
   * out.
   *
   * @throws IllegalArgumentException when the file holds something else; the message names the line
   * @throws UncheckedIOException when it cannot be read
   */
  public static List<MetricsRow> read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + FileFault.words(e), e);
    }
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty: no head line of metrics");
    }
    List<String> titles = List.of(lines.get(0).split(",", -1));
    requireColumn(file, titles, MetricsColumn.SECONDS);
    requireColumn(file, titles, MetricsColumn.UPDATES_MEAN);
    List<MetricsRow> rows = new ArrayList<>(lines.size() - 1);
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(file, i + 1, titles, lines.get(i)));
    }
    return rows;
  }

  private void endLine() throws IOException {
    out.append(line).append('\n').flush();
    line.setLength(0);
  }

  private static String cell(Number value) {
    if (value == null) {
      return "";
    }
    return value instanceof Double number ? NumberOutput.toString(number, true) : value.toString();
  }

  private static void requireColumn(Path file, List<String> titles, MetricsColumn column) {
    if (!titles.contains(column.title())) {
      throw new IllegalArgumentException(
          file + " line 1: no column \"" + column.title() + "\": not a file of metrics");
    }
  }

  private static MetricsRow row(Path file, int number, List<String> titles, String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(
          "%s line %d: %d cells, must be %d as in the head line"
              .formatted(file, number, cells.length, titles.size()));
    }
    try {
      return new MetricsCells(titles, cells).row();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s line %d: %s".formatted(file, number, e.getMessage()), e);
    }
  }
}
