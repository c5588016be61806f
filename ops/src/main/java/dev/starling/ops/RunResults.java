package dev.starling.ops;

import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.ReportInput;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.report.RunReport;
import dev.starling.sim.report.SettlingJudge;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.RunSummary;
import dev.starling.sim.summary.SummaryJson;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * What a run leaves: numbers first, which are written as soon as they are known, pictures last.
 * Used by one thread.
 */
final class RunResults {
  private static final double GOOD = 0.8;

  private final TrainRequest request;
  private final RunDirectory directory;
  private final Split split;
  private final MetricsSeries metrics;
  private final Outcome outcome;

  /** Null for a learner alone. */
  private final StalenessDetail detail;

  private RunSummary summary;

  RunResults(
      TrainRequest request,
      RunDirectory directory,
      Outcome outcome,
      Split split,
      MetricsSeries metrics) {
    this.request = request;
    this.directory = directory;
    this.split = split;
    this.metrics = metrics;
    this.outcome = outcome;
    detail = outcome.stalenessDetail();
  }

  /**
   * Writes configuration, split, versions and summary.
   *
   * @param bounds null as long as they are not known
   */
  void writeNumbers(Bounds bounds) {
    summary =
        outcome.summary(Versions.starling(), metrics.worstSecondsTo(GOOD), bounds).toBuilder()
            .settling(SettlingJudge.judge(metrics.rows(), request.run()))
            .resumed(request.resumed().orElse(null))
            .build();
    directory.write(directory.config(), request.config().render());
    directory.write(directory.split(), split.text() + "\n");
    directory.write(directory.versions(), versions());
    directory.writeSummary(summary);
    if (detail != null) {
      directory.writeStaleness(detail);
    }
  }

  /** Prints the summary, and says what is wrong with it. */
  void print(Console console, PrintStream text) {
    if (request.json()) {
      console.result().print(SummaryJson.write(summary));
      console.result().flush();
    } else {
      text.print(SummaryText.of(summary));
    }
    outcome.hashes().ifPresent(hashes -> text.println("hashes      " + hashes.text()));
    if (hasDiverged()) {
      console
          .people()
          .println(
              "starling: learners ended with models that have diverged: try a smaller --step-size,"
                  + " and scale the features to about [-1, 1] if they are not");
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

  private String versions() {
    return Versions.text(request.run().seed())
        + outcome.hashes().map(RunHashes::lines).orElse("")
        + outcome.draws().map(DrawHashes::lines).orElse("");
  }

  private ReportInput reportInput() {
    return new ReportInput(
        summary,
        metrics,
        request.others(),
        split.table(),
        outcome.learnerRows(split.table()),
        request.config().render(),
        versions(),
        request.command(),
        detail);
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
      Files.deleteIfExists(directory.resume());
      Files.deleteIfExists(directory.config());
      Files.deleteIfExists(directory.root());
    } catch (IOException fault) {
      reason.addSuppressed(fault);
    }
  }
}
