package dev.starling.cluster;

import dev.starling.cluster.aeron.Lane;
import dev.starling.cluster.aeron.LaneSnapshot;
import dev.starling.cluster.aeron.PreparedRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The end of a run on one node: the clocks stop, frames in flight drain, learners that are not
 * through are saved, and all are scored as they stand. Used by the node's reporter.
 */
final class RunEnding {
  private static final Duration DRAIN_CHECK = Duration.ofMillis(20);
  private static final long QUIET_NS = 50_000_000;
  private static final long MAX_DRAIN_NS = 2_000_000_000;

  private final NodeParts node;
  private final RunTasks tasks;
  private final Executor blocking;
  private final PreparedRun run;
  private final NodeTally tally;
  private final NodeMemory memoryBefore;
  private final long stopNs;
  private final Consumer<KeeperMessage.NodeEnded> next;

  /**
   * @param memoryBefore what the node took when no learner was there
   * @param next what is done with the end, as the reporter
   */
  RunEnding(
      NodeParts node,
      RunTasks tasks,
      Executor blocking,
      PreparedRun run,
      NodeTally tally,
      NodeMemory memoryBefore,
      Consumer<KeeperMessage.NodeEnded> next) {
    this.node = node;
    this.tasks = tasks;
    this.blocking = blocking;
    this.run = run;
    this.tally = tally;
    this.memoryBefore = memoryBefore;
    this.next = next;
    stopNs = node.clock().nanoTime();
  }

  /**
   * Stops the clocks and goes on from there.
   *
   * @param isToBeSaved whether the run may be resumed from here
   */
  void begin(boolean isToBeSaved) {
    tasks.whenDone(
        node.onEachLane(Lane::stopClocks),
        // Who answers now looks at its stream once more before it answers again, when no lane of
        // this node sends.
        stopped ->
            tasks.whenDone(node.onEachLane(Lane::quietNs), asked -> awaitQuiet(isToBeSaved)));
  }

  private void awaitQuiet(boolean isToBeSaved) {
    tasks.whenDone(
        node.onEachLane(Lane::quietNs),
        quietNs -> {
          boolean drained = quietNs.stream().allMatch(ns -> ns >= QUIET_NS);
          if (drained || node.clock().nanoTime() - stopNs > MAX_DRAIN_NS) {
            tasks.whenDone(save(isToBeSaved), done -> measure());
          } else {
            tasks.later(() -> awaitQuiet(isToBeSaved), DRAIN_CHECK);
          }
        });
  }

  private CompletionStage<?> save(boolean isToBeSaved) {
    return isToBeSaved
        ? node.onEachLane(Lane::saveLast).thenCompose(done -> run.flushCheckpoints())
        : CompletableFuture.completedFuture(null);
  }

  private void measure() {
    tasks.whenDone(
        node.onEachLane(Lane::snapshot)
            .thenApplyAsync(lanes -> new Stopped(lanes, NodeMemory.measure()), blocking),
        this::score);
  }

  private void score(Stopped stopped) {
    NodeMemory taken = stopped.memory().since(memoryBefore);
    NodeReport report = tally.report(stopped.lanes(), stopNs, false, taken);
    CompletionStage<NodeScores> validation = node.score(run.assembly().data().validation());
    CompletionStage<NodeScores> test = node.score(run.assembly().data().test());
    tasks.whenDone(
        validation.thenCombine(
            test,
            (v, t) ->
                new KeeperMessage.NodeEnded(report, v.learners(), t.learners(), v.consensusRms())),
        next);
  }

  /** The lanes as their clocks stood still, and what the node took. */
  private record Stopped(List<LaneSnapshot> lanes, NodeMemory memory) {}
}
