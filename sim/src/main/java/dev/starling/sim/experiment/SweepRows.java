package dev.starling.sim.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The rows of a sweep in {@code rows.csv}. Each is appended as its run ends, so that a sweep that
 * was killed loses only the runs that were under way; a line that was cut off is taken away when
 * the sweep goes on. At the end the rows are put into the order of the plan, so that the file does
 * not tell how often it was killed. Used by one thread.
 */
final class SweepRows {
  static final String FILE = "rows.csv";
  private static final String END = "\n";

  private final Path file;
  private final Experiment experiment;
  private final Map<List<String>, SweepRow> rows = new HashMap<>();

  private SweepRows(Path file, Experiment experiment) {
    this.file = file;
    this.experiment = experiment;
  }

  /**
   * Opens the rows of {@code directory}.
   *
   * @throws RunConfigException when they are not of this experiment
   */
  static SweepRows open(Path directory, Experiment experiment) {
    SweepRows rows = new SweepRows(directory.resolve(FILE), experiment);
    try {
      rows.readOrBegin();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + rows.file + ": " + e.getMessage(), e);
    }
    return rows;
  }

  /** The row of one run; null when it is still to be made. */
  SweepRow find(SweepPoint point, long seed) {
    return rows.get(SweepRow.identity(experiment, point, seed));
  }

  void append(SweepRow row) {
    rows.put(row.identity(), row);
    try {
      Files.writeString(file, row.toLine() + END, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The rows of a point, in the order of their seeds; all must be there. */
  List<SweepRow> of(SweepPoint point) {
    long first = point.firstSeed();
    return LongStream.range(first, first + point.seeds())
        .mapToObj(seed -> Objects.requireNonNull(find(point, seed), "a run is missing"))
        .toList();
  }

  /** Puts the file into the order of the plan. */
  void sort() {
    StringBuilder text = new StringBuilder(CsvLine.of(SweepRow.header(experiment))).append(END);
    for (SweepPoint point : experiment.points()) {
      of(point).forEach(row -> text.append(row.toLine()).append(END));
    }
    try {
      replace(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void readOrBegin() throws IOException {
    String header = CsvLine.of(SweepRow.header(experiment));
    String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    String whole = text.substring(0, text.lastIndexOf(END) + 1);
    if (whole.isEmpty()) {
      replace(header + END);
      return;
    }
    List<String> lines = whole.lines().toList();
    if (!lines.get(0).equals(header)) {
      throw foreign(1);
    }
    Set<List<String>> planned = new HashSet<>();
    for (SweepPoint point : experiment.points()) {
      for (int k = 0; k < point.seeds(); k++) {
        planned.add(SweepRow.identity(experiment, point, point.firstSeed() + k));
      }
    }
    for (int i = 1; i < lines.size(); i++) {
      SweepRow row = parse(lines.get(i), i + 1);
      if (!planned.contains(row.identity())) {
        throw foreign(i + 1);
      }
      rows.put(row.identity(), row);
    }
    if (whole.length() < text.length()) {
      replace(whole);
    }
  }

  private SweepRow parse(String line, int number) {
    try {
      return SweepRow.parse(experiment, line);
    } catch (IllegalArgumentException e) {
      throw new RunConfigException(
          file + ":" + number + ": the row cannot be read: " + e.getMessage(), e);
    }
  }

  private RunConfigException foreign(int line) {
    return new RunConfigException(
        file
            + ":"
            + line
            + ": belongs to another experiment, or to other settings of this one; choose another"
            + " directory with --out, or remove this one");
  }

  private void replace(String text) throws IOException {
    Path fresh = file.resolveSibling(FILE + ".part");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
