package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.RunEvent;
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
    this.cluster = cluster;
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    try (FollowedRun followed = new FollowedRun(request, console, interruption);
        ClusterClient client = cluster.get()) {
      followed.train(new StandingCluster(client), directory, rows, finished);
    }
  }

  private record StandingCluster(ClusterClient client) implements RunPlace {
    @Override
    public void submit(RunDescription run, Consumer<RunEvent> listener) {
      client.awaitKeeper();
      client.submit(run, listener);
    }

    @Override
    public void endRun(String runId) {
      client.endRun(runId);
    }

    @Override
    public LinkTable readLinks(RunDescription run, RunResult result) {
      return client.readLinks(run, result);
    }

    @Override
    public void readModels(RunResult result, LearnerModels models) {
      client.readModels(result, models::keep);
    }
  }
}
