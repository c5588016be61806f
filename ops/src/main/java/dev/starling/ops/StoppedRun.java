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
final class StoppedRun {
  private static final double NANOS = 1e9;
  private static final int REASONS_SHOWN = 5;

  private final RunDirectory directory;
  private final RunConfig config;
  private final RunDescription run;
  private final List<MetricsRow> rows;
  private final ResumeSummary summary;
  private final List<String> damaged;

  private StoppedRun(
      RunDirectory directory,
      RunConfig config,
      RunDescription run,
      List<MetricsRow> rows,
      ResumeSummary summary,
      List<String> damaged) {
    this.directory = directory;
    this.config = config;
    this.run = run;
    this.rows = rows;
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
    requireVersion(directory, note);
    RunConfig config = RunConfig.load(Optional.of(directory.config()), List.of());
    RunDescription first = config.describe(note.id());
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
        rows.stream().filter(row -> row.seconds() < seconds).toList(),
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

  RunDirectory directory() {
    return directory;
  }

  RunConfig config() {
    return config;
  }

  /** With its next part. */
  RunDescription run() {
    return run;
  }

  /** Rows of the curves before the next part. */
  List<MetricsRow> rows() {
    return rows;
  }

  ResumeSummary summary() {
    return summary;
  }

  /** Goes on with the curves. */
  MetricsCsv openMetrics() {
    return directory.resumeMetrics(summary.atSeconds());
  }

  /** A row of the next part, with what lanes alone count and had counted before. */
  MetricsRow following(MetricsRow row) {
    MetricsRow.Gossip before = rows.isEmpty() ? null : rows.get(rows.size() - 1).gossip();
    MetricsRow.Gossip now = row.gossip();
    if (before == null || now == null) {
      return row;
    }
    return new MetricsRow(
        row.seconds(),
        row.updates(),
        row.accuracy(),
        row.loss(),
        row.consensusRms(),
        row.staleness(),
        new MetricsRow.Gossip(
            now.rate(),
            now.required(),
            before.bytes() + now.bytes(),
            now.sent(),
            now.mixed(),
            now.partial(),
            now.lost(),
            now.busy(),
            before.dropped() + now.dropped(),
            now.lateMsP99(),
            now.clamp()),
        row.laneBusy(),
        row.memory());
  }

  /** Lines that say what comes back and what does not. */
  List<String> lines() {
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

  private static void requireVersion(RunDirectory directory, ResumeNote note) {
    if (!note.version().equals(Versions.starling())) {
      throw new IllegalArgumentException(
          "%s was saved by Starling %s, and this is %s: resume it with that one"
              .formatted(directory.root(), note.version(), Versions.starling()));
    }
  }

  /** What is kept of an image: those of ten thousand learners would fill the heap. */
  private record Saved(long runNs, long updates) {
    static Saved of(Checkpoint checkpoint) {
      return new Saved(checkpoint.runNs(), checkpoint.updates());
    }
  }
}
