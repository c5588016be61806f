package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
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

  @Override
  public boolean goesOnAlone() {
    return true;
  }
}
