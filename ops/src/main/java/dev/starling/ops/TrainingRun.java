package dev.starling.ops;

import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.JvmFlags;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.RunResult;
import dev.starling.cluster.aeron.EmbeddedDriver;
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

/**
 * One training run from its description to its directory: data and split are checked before
 * anything is started, the learners train on a node of their own, and the bounds are computed when
 * the node is gone, so that they take nothing from the run. Used by one thread.
 */
final class TrainingRun {
  private final TrainRequest request;
  private final RunDescription run;
  private final Console console;
  private final PrintStream text;
  private final Interruption interruption;
  private final List<MetricsRow> rows = new ArrayList<>();

  TrainingRun(TrainRequest request, Console console, Interruption interruption) {
    this.request = request;
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
    JvmFlags.require();
    Split split = openData();
    RunDirectory directory = RunDirectory.create(request.directory());
    RunResult result;
    try {
      result = train(directory);
    } catch (RuntimeException fault) {
      if (rows.isEmpty()) {
        RunResults.discard(directory, fault);
      }
      if (interruption.isRequested() && fault instanceof RunFailedException) {
        return ExitCode.INTERRUPTED;
      }
      throw fault;
    }
    RunResults results =
        new RunResults(request, directory, result, split, new MetricsSeries(seriesName(), rows));
    results.writeNumbers(null);
    Bounds bounds = BoundsStep.run(request, result, console, interruption);
    interruption.note();
    results.writeNumbers(bounds);
    results.print(console, text);
    results.draw(console.people());
    say("results     " + directory.root());
    return exitCode(results);
  }

  private ExitCode exitCode(RunResults results) {
    if (interruption.isRequested()) {
      return ExitCode.INTERRUPTED;
    }
    return results.hasDiverged() ? ExitCode.DIVERGED : ExitCode.OK;
  }

  /** Opens and divides the data only to see that they can be, and forgets them again. */
  private Split openData() {
    RunAssembly assembly = RunAssembly.open(run);
    say(
        "%s: %d learners share %d samples of %d features (%s); %d validation, %d test"
            .formatted(
                run.data().source(),
                run.learners(),
                assembly.data().train().size(),
                assembly.data().train().features(),
                run.data().split(),
                assembly.data().validation().size(),
                assembly.data().test().size()));
    Split split = Split.of(assembly);
    say(split.text());
    say("");
    return split;
  }

  private RunResult train(RunDirectory directory) throws InterruptedException {
    RunFollower follower = RunFollower.patient(run.measuring().evaluationSeconds());
    LiveView view = new LiveView(console, run, request.quiet());
    try (ClusterNode node = ClusterNode.start(nodeSettings(), follower::onFault);
        MetricsCsv metrics = directory.openMetrics()) {
      node.submit(run, follower::onEvent);
      interruption.answerWith(() -> node.endRun(run.id()));
      RunResult result =
          follower.follow(
              progress -> {
                MetricsRow row = MetricsRows.of(progress, run);
                metrics.append(row);
                rows.add(row);
                view.show(progress);
                if (interruption.isRequested()) {
                  // The first request may have come before the keeper knew the run.
                  node.endRun(run.id());
                }
              });
      LearnerModels.write(node, directory, result, request.average());
      return result;
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
        request.config().akka());
  }

  /** No more than there are learners: a lane without any has nothing to do. */
  private int lanes() {
    int spared = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    return Math.min(request.config().lanes().orElse(spared), run.learners());
  }

  private String seriesName() {
    return run.steps().schedule() + " step";
  }

  private void say(String line) {
    if (!request.quiet()) {
      text.println(line);
    }
  }
}
