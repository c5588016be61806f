package dev.starling.cluster;

import dev.starling.cluster.aeron.Lane;
import dev.starling.cluster.aeron.LaneSnapshot;
import dev.starling.cluster.aeron.PreparedRun;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a node tells of a run while its clocks go: its learners' scores, and how its lanes stand.
 * Used by the node's reporter.
 */
final class RunReports {
  private final NodeParts node;
  private final RunTasks tasks;
  private final PreparedRun run;
  private final NodeTally tally;
  private final Consumer<KeeperMessage> keeper;
  private boolean scoring;
  private boolean isOver;

  /**
   * @param keeper is told
   */
  RunReports(
      NodeParts node,
      RunTasks tasks,
      PreparedRun run,
      NodeTally tally,
      Consumer<KeeperMessage> keeper) {
    this.node = node;
    this.tasks = tasks;
    this.run = run;
    this.tally = tally;
    this.keeper = keeper;
  }

  /** Scores and reports, once per interval. */
  void next() {
    if (scoring) {
      // A round that takes longer than the interval must not leave the keeper without a word.
      report();
      return;
    }
    scoring = true;
    tasks.whenDone(node.score(run.assembly().curvePart()), this::onScores);
  }

  /** The clocks have stopped: what was asked for before is not told any more. */
  void end() {
    isOver = true;
  }

  private void onScores(NodeScores scores) {
    scoring = false;
    if (!isOver) {
      keeper.accept(
          new KeeperMessage.Scored(
              tasks.runId(), node.name(), scores.learners(), scores.consensusRms()));
      report();
    }
  }

  private void report() {
    tasks.whenDone(node.onEachLane(Lane::snapshot), this::onSnapshots);
  }

  private void onSnapshots(List<LaneSnapshot> lanes) {
    if (!isOver) {
      keeper.accept(
          new KeeperMessage.Reported(
              tally.report(lanes, node.clock().nanoTime(), true, NodeMemory.NONE)));
    }
  }
}
