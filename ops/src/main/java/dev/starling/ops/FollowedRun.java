package dev.starling.ops;

import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunResult;
import dev.starling.run.RunDescription;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * A run in real time, from its submission until its models are written: shows how it stands, and
 * ends it when the user wishes so. To be closed after its place. Used by one thread, but for {@link
 * #onFault} and {@link #onEvent}.
 */
final class FollowedRun implements AutoCloseable {
  private final TrainRequest request;
  private final RunDescription run;
  private final Interruption interruption;
  private final RunFollower follower;
  private final LiveView view;
  private final Console console;

  FollowedRun(TrainRequest request, Console console, Interruption interruption) {
    this.request = request;
    this.interruption = interruption;
    this.console = console;
    run = request.run();
    follower = RunFollower.patient(run.measuring().evaluationSeconds());
    view = new LiveView(console, run, request.quiet());
  }

  /** Hears, on any thread, that the place cannot go on. */
  void onFault(Throwable thrown) {
    follower.onFault(thrown);
  }

  /** Trains at {@code place}; all else as for {@link Trainer#train}. */
  void train(
      RunPlace place, RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    place.submit(run, this::onEvent);
    follow(place, directory, rows, finished);
  }

  /** Hears, on any thread, of a run that was submitted before. */
  void onEvent(RunEvent event) {
    follower.onEvent(event);
  }

  /** As {@link #train}, of a run that was submitted before and that this one hears of. */
  void follow(
      RunPlace place, RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    interruption.answerWith(() -> place.endRun(run.id()));
    RunResult result =
        follower.follow(
            progress -> {
              rows.accept(MetricsRows.of(progress, run, ProcessMemory.now()));
              view.show(progress);
              if (interruption.isRequested()) {
                // The first request may have come before the keeper knew the run.
                place.endRun(run.id());
              }
            },
            view::tell);
    interruption.note();
    rows.accept(MetricsRows.last(result.progress(), run, ProcessMemory.now()));
    finished.accept(new RunOutcome(run, result, place.readLinks(run, result)));
    LearnerModels models = new LearnerModels(directory);
    place.readModels(result, models);
    models.finish(result.validation(), request.average());
    BitSet missing = models.missing(run.learners());
    if (!missing.isEmpty()) {
      console
          .people()
          .println(
              "starling: there is no model of learners "
                  + missing
                  + ": they were away when the clocks stopped"
                  + (request.isAbandoned() ? ", or have left their nodes since" : ""));
    }
  }

  @Override
  public void close() {
    view.end();
    interruption.note();
  }
}
