package dev.starling.ops;

import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.ReportInput;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.report.RunReport;
import dev.starling.sim.report.RunSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run leaves: numbers first, which are written as soon as they are known, pictures last.
 * Used by one thread.
 */
final class RunResults {
  private static final double GOOD = 0.8;

  private final TrainRequest request;
  private final RunDirectory directory;
  private final RunResult result;
  private final Split split;
  private final MetricsSeries metrics;
  private final RunOutcome outcome;
  private RunSummary summary;

  RunResults(
      TrainRequest request,
      RunDirectory directory,
      RunResult result,
      Split split,
      MetricsSeries metrics) {
    this.request = request;
    this.directory = directory;
    this.result = result;
    this.split = split;
    this.metrics = metrics;
    outcome = new RunOutcome(request.run(), result);
  }

  /**
   * Writes configuration, split, versions and summary.
   *
   * @param bounds null as long as they are not known
   */
  void writeNumbers(Bounds bounds) {
    summary = outcome.summary(Versions.starling(), metrics.worstSecondsTo(GOOD), bounds);
    directory.write(directory.config(), request.config().render());
    directory.write(directory.split(), split.text() + "\n");
    directory.write(directory.versions(), Versions.text(request.run().seed()));
    directory.writeSummary(summary);
  }

  /** Prints the summary, and says what is wrong with it. */
  void print(Console console, PrintStream text) {
    if (request.json()) {
      console.result().print(summary.toJson());
      console.result().flush();
    } else {
      text.print(SummaryText.of(summary));
    }
    if (hasDiverged()) {
      console
          .people()
          .println(
              "starling: learners ended with models that have diverged: try a smaller --step-size");
    }
  }

  boolean hasDiverged() {
    return outcome.hasDiverged();
  }

  /**
   * Draws the plots and the page. A Java without fonts cannot; that is said and no failure, for the
   * run's numbers and models are there.
   */
  void draw(PrintStream people) {
    try {
      RunReport.write(directory, reportInput());
    } catch (UncheckedIOException cannotWrite) {
      throw cannotWrite;
    } catch (RuntimeException | LinkageError | InternalError cannotDraw) {
      people.println(
          "starling: no plots and no report.html, because this Java cannot draw ("
              + cannotDraw
              + "): install fontconfig and a font");
    }
  }

  private ReportInput reportInput() {
    return new ReportInput(
        summary,
        metrics,
        request.others(),
        split.table(),
        learners(),
        request.config().render(),
        Versions.text(request.run().seed()),
        request.command());
  }

  private List<LearnerRow> learners() {
    List<LearnerRow> rows = new ArrayList<>();
    double[] staleness = result.progress().staleness().byHolder();
    for (int i = 0; i < result.test().size(); i++) {
      LearnerScore test = result.test().get(i);
      rows.add(
          new LearnerRow(
              test.learner(),
              split.table().total(test.learner()),
              test.updates(),
              result.validation().get(i).accuracy(),
              test.accuracy(),
              test.loss(),
              i < staleness.length ? (Double) staleness[i] : null,
              state(test)));
    }
    return rows;
  }

  private String state(LearnerScore score) {
    if (score.quarantined()) {
      return "diverged";
    }
    long limit = request.run().limits().updates();
    return limit > 0 && score.updates() >= limit ? "finished" : "stopped";
  }

  /**
   * Takes back the directory of a run that ended before there was anything to tell.
   *
   * @param reason why; it also takes up why the directory had to stay
   */
  static void discard(RunDirectory directory, Throwable reason) {
    try {
      Files.deleteIfExists(directory.metrics());
      Files.deleteIfExists(directory.metricsColumns());
      Files.deleteIfExists(directory.root());
    } catch (IOException fault) {
      reason.addSuppressed(fault);
    }
  }
}
