package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunResult;
import dev.starling.learning.LinkTable;
import dev.starling.run.RunDescription;
import java.util.function.Consumer;

/** The nodes that {@code client} reaches, as the place of a run. */
record StandingCluster(ClusterClient client) implements RunPlace {
  @Override
  public void submit(RunDescription run, Consumer<RunEvent> listener) {
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
