package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.RunResult;
import dev.starling.learning.LinkTable;
import dev.starling.run.RunDescription;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Has a standing cluster train, follows the run, and fetches its results. Used by one thread. */
final class RemoteTrainer implements Trainer {
  private final TrainRequest request;
  private final RunDescription run;
  private final Supplier<ClusterClient> cluster;
  private final Console console;
  private final Interruption interruption;

  /**
   * @param cluster reaches the cluster when the run is to start
   */
  RemoteTrainer(
      TrainRequest request,
      Supplier<ClusterClient> cluster,
      Console console,
      Interruption interruption) {
    this.request = request;
    this.run = request.run();
    this.cluster = cluster;
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    RunFollower follower = RunFollower.patient(run.measuring().evaluationSeconds());
    LiveView view = new LiveView(console, run, request.quiet());
    try (ClusterClient client = cluster.get()) {
      client.submit(run, follower::onEvent);
      interruption.answerWith(() -> client.endRun(run.id()));
      RunResult result =
          follower.follow(
              progress -> {
                rows.accept(MetricsRows.of(progress, run, ProcessMemory.now()));
                view.show(progress);
                if (interruption.isRequested()) {
                  client.endRun(run.id());
                }
              });
      interruption.note();
      rows.accept(MetricsRows.last(result.progress(), run, ProcessMemory.now()));
      LinkTable links = client.readLinks(run, result);
      finished.accept(new RunOutcome(run, result, links));
      LearnerModels models = new LearnerModels(directory);
      client.readModels(result, models::keep);
      models.finish(result.validation(), request.average());
    } finally {
      view.end();
      interruption.note();
    }
  }
}
