package dev.starling.ops;

import dev.starling.checkpoint.Checkpoint;
import dev.starling.checkpoint.CheckpointStore;
import dev.starling.run.Checkpoints;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsCsv;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.ResumeSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that was stopped, by whatever, and what of it can go on: its configuration, its learners'
 * newest checkpoints, and its curves up to the newest of those. Immutable.
 */
final class StoppedRun implements BegunRun {
  private static final double NANOS = 1e9;
  private static final int REASONS_SHOWN = 5;

  private final RunDirectory directory;
  private final RunConfig config;
  private final RunDescription run;
  private final EarlierRows earlier;
  private final ResumeSummary summary;
  private final List<String> damaged;

  private StoppedRun(
      RunDirectory directory,
      RunConfig config,
      RunDescription run,
      EarlierRows earlier,
      ResumeSummary summary,
      List<String> damaged) {
    this.directory = directory;
    this.config = config;
    this.run = run;
    this.earlier = earlier;
    this.summary = summary;
    this.damaged = damaged;
  }

  /**
   * Finds what there is in the directory of a run.
   *
   * @throws IllegalArgumentException when the run cannot go on; the message says why
   * @throws UncheckedIOException when a file is there and cannot be read
   */
  static StoppedRun find(Path folder) {
    RunDirectory directory = RunDirectory.ofStopped(folder);
    ResumeNote note = ResumeNote.read(directory);
    requireUnfinished(directory);
    note.requireThisVersion(directory);
    RunConfig config = RunConfig.load(Optional.of(directory.config()), List.of());
    RunDescription first = config.describe(note.id());
    requireCheckpoints(directory, first);
    if (!first.churn().events().isEmpty()) {
      throw new IllegalArgumentException(
          folder + " cannot be resumed: its learners come and go by churn.events or churn.trace");
    }
    Checkpoints checkpoints = inside(directory, first.checkpoints());
    CheckpointStore store =
        CheckpointStore.ofRun(Path.of(checkpoints.directory()), first.id(), first.key());
    List<String> damaged = new ArrayList<>();
    List<Saved> found = newest(store, first.learners(), damaged);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          folder
              + " cannot be resumed: "
              + store.directory()
              + (damaged.isEmpty()
                  ? " holds no checkpoint of run " + first.id()
                  : " holds no checkpoint that is whole: " + damaged.get(0)));
    }
    double seconds = found.stream().mapToLong(Saved::runNs).max().orElseThrow() / NANOS;
    List<MetricsRow> rows =
        Files.isRegularFile(directory.metrics()) ? directory.readMetrics() : List.of();
    long kept = found.stream().mapToLong(Saved::updates).sum();
    double made =
        rows.isEmpty() ? 0 : rows.get(rows.size() - 1).updates().mean() * first.learners();
    return new StoppedRun(
        directory,
        config,
        first.with(checkpoints.resumed(note.part() + 1, seconds)),
        EarlierRows.before(seconds, rows),
        new ResumeSummary(
            note.part() + 1,
            seconds,
            found.size(),
            first.learners() - found.size(),
            Math.max(0, Math.round(made) - kept)),
        damaged);
  }

  /** Where a run whose results are in {@code directory} keeps its checkpoints. */
  static Checkpoints inside(RunDirectory directory, Checkpoints asked) {
    return inside(directory.root(), asked);
  }

  /** As above, of a directory that need not be there. */
  static Checkpoints inside(Path root, Checkpoints asked) {
    return asked.isOn()
        ? asked.in(root.toAbsolutePath().resolve(asked.directory()).normalize().toString())
        : asked;
  }

  @Override
  public RunDirectory directory() {
    return directory;
  }

  @Override
  public RunConfig config() {
    return config;
  }

  /** With its next part. */
  @Override
  public RunDescription run() {
    return run;
  }

  /** Rows of the curves before the next part. */
  @Override
  public List<MetricsRow> rows() {
    return earlier.rows();
  }

  @Override
  public Optional<ResumeSummary> resumed() {
    return Optional.of(summary);
  }

  /** Goes on with the curves. */
  @Override
  public MetricsCsv openMetrics() {
    return directory.resumeMetrics(summary.atSeconds());
  }

  /** A row of the next part, with what lanes alone count and had counted before. */
  @Override
  public Optional<MetricsRow> following(MetricsRow row) {
    return Optional.of(earlier.following(row));
  }

  /** Lines that say what comes back and what does not. */
  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "run %s goes on at %.1f s: %d of %d learners from their checkpoints%s; %d updates lost"
            .formatted(
                run.id(),
                summary.atSeconds(),
                summary.fromCheckpoint(),
                run.learners(),
                summary.fromPush() == 0
                    ? ""
                    : ", " + summary.fromPush() + " from the first pushes that reach them",
                summary.updatesLost()));
    damaged.stream()
        .limit(REASONS_SHOWN)
        .map(reason -> "passed over " + reason)
        .forEach(lines::add);
    if (config.recordedLearner().isPresent()) {
      lines.add("record.learner has no effect: a recording has to begin with its learner");
    }
    if (damaged.size() > REASONS_SHOWN) {
      lines.add("passed over " + (damaged.size() - REASONS_SHOWN) + " more damaged checkpoints");
    }
    return lines;
  }

  private static List<Saved> newest(CheckpointStore store, int learners, List<String> damaged) {
    List<Saved> found = new ArrayList<>();
    for (int learner = 0; learner < learners; learner++) {
      try {
        CheckpointStore.Found of = store.newest(learner);
        damaged.addAll(of.damaged());
        of.checkpoint().map(Saved::of).ifPresent(found::add);
      } catch (IOException fault) {
        throw new UncheckedIOException(
            "cannot read the checkpoints of learner " + learner + ": " + fault.getMessage(), fault);
      }
    }
    return found;
  }

  private static void requireUnfinished(RunDirectory directory) {
    if (directory.hasSummary() && !directory.readSummary().run().isInterrupted()) {
      throw new IllegalArgumentException(
          "%s cannot be resumed: its run has ended by itself (%s)"
              .formatted(directory.root(), directory.readSummary().run().exit()));
    }
  }

  /** Only a run that was submitted to a cluster leaves a note without them. */
  private static void requireCheckpoints(RunDirectory directory, RunDescription run) {
    if (!run.checkpoints().isOn()) {
      throw new IllegalArgumentException(
          directory.root()
              + " cannot be resumed: its run saved no checkpoints (checkpoint.dir)"
              + (directory.hasSummary()
                  ? ""
                  : "; it was submitted to a cluster: follow it there with --cluster HOST"));
    }
  }

  /** What is kept of an image: those of ten thousand learners would fill the heap. */
  private record Saved(long runNs, long updates) {
    static Saved of(Checkpoint checkpoint) {
      return new Saved(checkpoint.runNs(), checkpoint.updates());
    }
  }
}
