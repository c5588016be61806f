package dev.starling.ops;

import dev.starling.run.Checkpoints;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsCsv;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.ResumeSummary;
import dev.starling.sim.summary.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of a run that was submitted to a standing cluster by a process that went before it had
 * written the results: on the cluster it may be under way, or have ended. Immutable.
 */
final class AbandonedRun implements BegunRun {
  private final RunDirectory directory;
  private final RunConfig config;
  private final RunDescription run;
  private final List<MetricsRow> rows;
  private final Optional<ResumeSummary> resumed;

  /** Before this part. */
  private final EarlierRows earlier;

  private AbandonedRun(
      RunDirectory directory,
      RunConfig config,
      RunDescription run,
      List<MetricsRow> rows,
      Optional<ResumeSummary> resumed) {
    this.directory = directory;
    this.config = config;
    this.run = run;
    this.rows = rows;
    this.resumed = resumed;
    earlier = EarlierRows.before(run.checkpoints().fromSeconds(), rows);
  }

  /**
   * Finds the part of the run that was started last.
   *
   * @return empty when its results are in the directory
   * @throws IllegalArgumentException when no run can be followed into this directory; the message
   *     says why
   */
  static Optional<AbandonedRun> find(Path folder) {
    RunDirectory directory = RunDirectory.ofStopped(folder);
    ResumeNote note = ResumeNote.read(directory);
    if (hasResults(directory, note.part())) {
      return Optional.empty();
    }
    note.requireThisVersion(directory);
    RunConfig config = RunConfig.load(Optional.of(directory.config()), List.of());
    RunDescription first = config.describe(note.id());
    Checkpoints checkpoints = StoppedRun.inside(directory, first.checkpoints());
    return Optional.of(
        new AbandonedRun(
            directory,
            config,
            first.with(
                note.resumed()
                    .map(from -> checkpoints.resumed(note.part(), from.atSeconds()))
                    .orElse(checkpoints)),
            Files.isRegularFile(directory.metrics()) ? directory.readMetrics() : List.of(),
            note.resumed()));
  }

  /**
   * A summary may be that of a part before; and one that is of this part was written before the
   * models, which the report follows. A run that was stopped on request goes on as a next part.
   */
  private static boolean hasResults(RunDirectory directory, int part) {
    if (!directory.hasSummary()) {
      return false;
    }
    RunSummary summary = directory.readSummary();
    int summarised = summary.resumed() == null ? 0 : summary.resumed().times();
    return summarised == part
        && (summary.run().isInterrupted() || Files.isRegularFile(directory.report()));
  }

  @Override
  public RunDirectory directory() {
    return directory;
  }

  @Override
  public RunConfig config() {
    return config;
  }

  @Override
  public RunDescription run() {
    return run;
  }

  @Override
  public List<String> lines() {
    return rows.isEmpty()
        ? List.of()
        : List.of(String.format(Locale.ROOT, "its curves are here up to %.1f s", lastSeconds()));
  }

  @Override
  public List<MetricsRow> rows() {
    return rows;
  }

  @Override
  public MetricsCsv openMetrics() {
    return directory.resumeMetrics(Double.POSITIVE_INFINITY);
  }

  @Override
  public Optional<MetricsRow> following(MetricsRow row) {
    return row.seconds() > lastSeconds() ? Optional.of(earlier.following(row)) : Optional.empty();
  }

  @Override
  public Optional<ResumeSummary> resumed() {
    return resumed;
  }

  /** Of the newest row that is there; -1 without one. */
  private double lastSeconds() {
    return rows.isEmpty() ? -1 : rows.get(rows.size() - 1).seconds();
  }
}
