package dev.starling.ops;

import com.typesafe.config.Config;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.NodeSettings;
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
  private final RunDescription run;
  private final Console console;
  private final Interruption interruption;

  ClusterTrainer(TrainRequest request, Console console, Interruption interruption) {
    this.request = request;
    this.run = request.run();
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException {
    RunFollower follower = RunFollower.patient(run.measuring().evaluationSeconds());
    LiveView view = new LiveView(console, run, request.quiet());
    // Closed last: the lanes write to it until the node is gone.
    try (Recording recording =
            // What a learner did before it was saved cannot be replayed from here.
            Recording.of(
                console,
                directory,
                request.isResumed() ? OptionalInt.empty() : request.config().recordedLearner());
        ClusterNode node =
            ClusterNode.start(
                nodeSettings(),
                recording == null ? InputLogs.NONE : recording,
                follower::onFault)) {
      node.submit(run, follower::onEvent);
      interruption.answerWith(() -> node.endRun(run.id()));
      RunResult result =
          follower.follow(
              progress -> {
                rows.accept(MetricsRows.of(progress, run, ProcessMemory.now()));
                view.show(progress);
                if (interruption.isRequested()) {
                  // The first request may have come before the keeper knew the run.
                  node.endRun(run.id());
                }
              });
      interruption.note();
      rows.accept(MetricsRows.last(result.progress(), run, ProcessMemory.now()));
      LinkTable links = node.readLinks().orElse(new LinkTable(run.learners(), 0, List.of()));
      finished.accept(new RunOutcome(run, result, links));
      LearnerModels models = new LearnerModels(directory);
      node.readLearners(models::keep);
      models.finish(result.validation(), request.average());
    } finally {
      view.end();
      interruption.note();
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
    int asked = Math.min(request.config().lanes().orElse(spared), run.learners());
    if (asked > processors) {
      console
          .people()
          .println(
              "starling: %d lanes on %d processors take time from each other; %d would do"
                  .formatted(asked, processors, spared));
    }
    return asked;
  }
}
