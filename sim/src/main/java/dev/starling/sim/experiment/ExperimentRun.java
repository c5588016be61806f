package dev.starling.sim.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs an experiment into a directory, or goes on with one that was stopped: {@code rows.csv} grows
 * while it runs, all other files are made of it at the end. Used by one thread.
 */
public final class ExperimentRun {
  private ExperimentRun() {}

  /**
   * Runs what has no row yet, and writes summary, figure and report.
   *
   * @param jobs runs at a time, at least 1; memory is that of one run times the jobs
   * @param command that repeats it, for the report
   * @return the table for people, a line per result
   */
  public static List<String> run(
      Experiment experiment, Path directory, int jobs, String command, SweepListener listener)
      throws InterruptedException {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1, was " + jobs);
    }
    try {
      Files.createDirectories(directory);
      SweepRows rows = SweepRows.open(directory, experiment);
      SweepRunner.run(experiment, rows, jobs, listener);
      rows.sort();
      List<SweepResult> results = SweepResult.all(experiment, rows);
      Files.writeString(directory.resolve("summary.csv"), SweepSummary.csv(experiment, results));
      Files.writeString(directory.resolve("columns.csv"), SweepSummary.dictionary(experiment));
      Files.writeString(directory.resolve("experiment.conf"), experiment.text());
      List<SweepPage.Picture> pictures = new ArrayList<>();
      for (SweptFigure figure : experiment.figures()) {
        SweepChart chart = new SweepChart(experiment, figure, results);
        String name = experiment.name() + (pictures.isEmpty() ? "" : "-" + figure.key());
        pictures.add(new SweepPage.Picture(figure.title(), chart.toSvg()));
        Files.write(directory.resolve(name + ".png"), chart.toPng());
        Files.writeString(
            directory.resolve(name + ".svg"), pictures.get(pictures.size() - 1).svg());
      }
      SweepTable table = new SweepTable(experiment, results);
      Files.writeString(
          directory.resolve("report.html"), SweepPage.of(experiment, table, pictures, command));
      return table.lines();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }
}
