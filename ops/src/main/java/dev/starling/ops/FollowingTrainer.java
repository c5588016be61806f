package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.RunEvent;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import java.util.function.Consumer;

/**
 * Follows a run that another process has submitted to a standing cluster, and fetches its results.
 * Used by one thread.
 */
final class FollowingTrainer implements Trainer {
  private final TrainRequest request;
  private final ClusterClient cluster;
  private final FollowedRun followed;

  /**
   * @param cluster is closed when the results are there
   */
  FollowingTrainer(
      TrainRequest request, ClusterClient cluster, Console console, Interruption interruption) {
    this.request = request;
    this.cluster = cluster;
    followed = new FollowedRun(request, console, interruption);
  }

  /**
   * Becomes the one who hears of the run.
   *
   * @return what its keeper says first, as {@link ClusterClient#follow}
   */
  RunEvent takeUp() {
    return cluster.follow(
        request.run().id(), request.run().checkpoints().part(), followed::onEvent);
  }

  @Override
  public void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    try (followed;
        cluster) {
      followed.follow(new StandingCluster(cluster), directory, rows, finished);
    }
  }

  @Override
  public boolean goesOnAlone() {
    return true;
  }
}
