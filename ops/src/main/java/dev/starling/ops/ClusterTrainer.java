package dev.starling.ops;

import com.typesafe.config.Config;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.learning.LinkTable;
import dev.starling.run.InputLogs;
import dev.starling.run.RunDescription;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Trains in real time, on a node of its own that is gone when it returns. Used by one thread. */
final class ClusterTrainer implements Trainer {
  private final TrainRequest request;
  private final Console console;
  private final Interruption interruption;

  ClusterTrainer(TrainRequest request, Console console, Interruption interruption) {
    this.request = request;
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    // The recording is closed after the node: the lanes write to it until that is gone.
    try (FollowedRun followed = new FollowedRun(request, console, interruption);
        Recording recording =
            // What a learner did before it was saved cannot be replayed from here.
            Recording.of(
                console,
                directory,
                request.isResumed() ? OptionalInt.empty() : request.config().recordedLearner());
        ClusterNode node =
            ClusterNode.start(
                nodeSettings(),
                recording == null ? InputLogs.NONE : recording,
                followed::onFault)) {
      followed.train(new OwnNode(node), directory, rows, finished);
    }
  }

  private NodeSettings nodeSettings() {
    return new NodeSettings(
        request.config().clusterName(),
        request.config().clusterHost(),
        request.config().clusterPort(),
        lanes(),
        request.config().aeronDirectory().orElseGet(EmbeddedDriver::defaultParent),
        akka());
  }

  /** The user's settings of Akka, under TLS where there are certificates. */
  private Config akka() {
    Config akka = request.config().akka();
    return ControlTls.of(request.config())
        .map(tls -> tls.requireUsable().config().withFallback(akka))
        .orElse(akka);
  }

  /** No more than there are learners: a lane without any has nothing to do. */
  private int lanes() {
    int processors = Runtime.getRuntime().availableProcessors();
    int spared = Math.max(1, processors - 1);
    int asked = Math.min(request.config().lanes().orElse(spared), request.run().learners());
    if (asked > processors) {
      console
          .people()
          .println(
              "starling: %d lanes on %d processors take time from each other; %d would do"
                  .formatted(asked, processors, spared));
    }
    return asked;
  }

  private record OwnNode(ClusterNode node) implements RunPlace {
    @Override
    public void submit(RunDescription run, Consumer<RunEvent> listener) {
      node.submit(run, listener);
    }

    @Override
    public void endRun(String runId) {
      node.endRun(runId);
    }

    @Override
    public LinkTable readLinks(RunDescription run, RunResult result) {
      return node.readLinks().orElse(new LinkTable(run.learners(), 0, List.of()));
    }

    @Override
    public void readModels(RunResult result, LearnerModels models) {
      node.readLearners(models::keep);
    }
  }
}
