package dev.starling.ops;

import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.MetricsCsv;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.RunDirectory;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One training run from its description to its directory: data and split are checked before
 * anything is started, the learners train where their trainer lets them, and the bounds are
 * computed when that is over, so that they take nothing from the run. Used by one thread.
 */
final class TrainingRun {
  private static final int TABLE_LINES = 40;

  private final TrainRequest request;
  private final RunDescription run;
  private final Trainer trainer;
  private final Console console;
  private final PrintStream text;
  private final Interruption interruption;
  private final List<MetricsRow> rows = new ArrayList<>();
  private RunResults results;
  private Outcome outcome;

  TrainingRun(TrainRequest request, Trainer trainer, Console console, Interruption interruption) {
    this.request = request;
    this.trainer = trainer;
    this.run = request.run();
    this.console = console;
    this.text = request.json() ? console.people() : console.result();
    this.interruption = interruption;
  }

  /**
   * Trains, and writes and prints the results.
   *
   * @throws InterruptedException when somebody interrupts this thread: nobody should
   */
  ExitCode execute() throws InterruptedException {
    RunAssembly assembly = RunAssembly.open(run);
    requireClassesToReachAnAccuracy(assembly);
    RunDirectory directory = openDirectory();
    interruption.endAfter(() -> discard(directory, new RunFailedException("", null)));
    interruption.noticeWith(
        () ->
            console
                .people()
                .println(
                    (console.isTerminal() ? "\n" : "")
                        + "starling: stopping: writing the results; press again to end now"));
    Split split = tellSplit(assembly);
    try {
      train(directory, split);
    } catch (RuntimeException fault) {
      if (results != null) {
        text.println(where(directory));
      } else if (fault instanceof LostSightException lost && trainer.goesOnAlone()) {
        tellHowToFollow(directory, lost);
      } else if (rows.isEmpty()) {
        discard(directory, fault);
      }
      if (interruption.isRequested() && fault instanceof RunFailedException) {
        console.people().println("starling: " + fault.getMessage());
        return ExitCode.INTERRUPTED;
      }
      throw fault;
    }
    Bounds bounds = BoundsStep.run(request, outcome, console, interruption);
    interruption.note();
    results.writeNumbers(bounds);
    results.print(console, text);
    results.draw(console.people());
    text.println(where(directory));
    return exitCode(results);
  }

  private RunDirectory openDirectory() {
    if (request.isResumed()) {
      request.begun().lines().forEach(line -> console.people().println("starling: " + line));
      rows.addAll(request.begun().rows());
      return request.begun().directory();
    }
    return RunDirectory.create(request.directory());
  }

  /** Of a run that goes on, what it was before stays. */
  private void discard(RunDirectory directory, Throwable reason) {
    if (!request.isResumed()) {
      RunResults.discard(directory, reason);
    }
  }

  /** What a next part needs, or who follows this one, whatever becomes of this process. */
  private void prepareToGoOn(RunDirectory directory) {
    if (run.checkpoints().isOn() || trainer.goesOnAlone()) {
      directory.write(directory.config(), request.config().render());
      ResumeNote.of(run, request.resumed()).write(directory);
    }
  }

  private void tellHowToFollow(RunDirectory directory, LostSightException lost) {
    if (!lost.isFollowed()) {
      String line = "starling: if it goes on, starling train --resume %s --cluster HOST follows it";
      console.people().println(line.formatted(directory.root()));
    }
  }

  private ExitCode exitCode(RunResults results) {
    if (interruption.isRequested()) {
      return ExitCode.INTERRUPTED;
    }
    return results.hasDiverged() ? ExitCode.DIVERGED : ExitCode.OK;
  }

  private static String where(RunDirectory directory) {
    return "results     " + directory.root();
  }

  /** Numbers have no accuracy: such a run would never end. */
  private void requireClassesToReachAnAccuracy(RunAssembly assembly) {
    if (run.limits().untilAccuracy() > 0 && assembly.data().train().classes() == 0) {
      throw new IllegalArgumentException(
          "run.until names an accuracy, and %s has numbers as targets, not classes: give --updates"
                  .formatted(run.data().source())
              + " or --seconds");
    }
  }

  private Split tellSplit(RunAssembly assembly) {
    Split split = Split.of(assembly);
    if (run.data().placement().isLocal()) {
      say(
          "%s train on what their nodes have (%s); %s of %d features judges: %d validation, %d test"
              .formatted(
                  Figures.learners(run.learners()),
                  run.data().split(),
                  run.data().source(),
                  assembly.data().test().features(),
                  assembly.data().validation().size(),
                  assembly.data().test().size()));
    } else {
      say(
          "%s: %s %s %d samples of %d features (%s); %d validation, %d test"
              .formatted(
                  run.data().source(),
                  Figures.learners(run.learners()),
                  run.learners() == 1 ? "has" : "share",
                  assembly.data().train().size(),
                  assembly.data().train().features(),
                  run.data().split(),
                  assembly.data().validation().size(),
                  assembly.data().test().size()));
      say(shortened(split.text()));
    }
    say("");
    return split;
  }

  /** The whole table of many learners is in the run directory. */
  private static String shortened(String table) {
    List<String> lines = table.lines().toList();
    return lines.size() <= TABLE_LINES
        ? table
        : String.join("\n", lines.subList(0, TABLE_LINES))
            + "\n… and "
            + Figures.count(lines.size() - TABLE_LINES)
            + " more in split.txt";
  }

  private void train(RunDirectory directory, Split split) throws InterruptedException {
    prepareToGoOn(directory);
    BegunRun begun = request.begun();
    try (MetricsCsv metrics = begun == null ? directory.openMetrics() : begun.openMetrics()) {
      trainer.train(
          directory,
          row ->
              (begun == null ? Optional.of(row) : begun.following(row))
                  .ifPresent(
                      whole -> {
                        metrics.append(whole);
                        rows.add(whole);
                      }),
          result -> {
            outcome = result;
            MetricsSeries series = new MetricsSeries(request.name(), rows);
            results = new RunResults(request, directory, result, split, series);
            results.writeNumbers(null);
          });
    }
  }

  private void say(String line) {
    if (!request.quiet()) {
      text.println(line);
    }
  }
}
