package dev.starling.sim;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.learning.LinkTable;
import dev.starling.learning.Origins;
import dev.starling.learning.StalenessGrid;
import dev.starling.learning.StalenessSum;
import dev.starling.learning.StalenessSummary;
import java.util.function.DoubleUnaryOperator;

/**
 * Measures the exact staleness of a cluster on a grid of instants, and finds the window that
 * counts: it begins after the burn-in that goes with the λ achieved, and ends when the first
 * learner has finished, for the staleness of one that makes no more updates falls to 0. Used by one
 * thread.
 */
final class StalenessMeter {
  private final VirtualCluster cluster;
  private final DoubleUnaryOperator burnInSeconds;
  private final StalenessGrid grid;
  private long index;
  private long churnSeen;
  private Progress windowStart;
  private Progress windowEnd;
  private boolean closed;

  /**
   * @param gridSeconds between two instants, above 0
   * @param burnInSeconds of the gossip rate achieved so far, in pushes per second of one learner
   */
  StalenessMeter(
      VirtualCluster cluster,
      Origins origins,
      double gridSeconds,
      DoubleUnaryOperator burnInSeconds) {
    this.cluster = cluster;
    this.burnInSeconds = burnInSeconds;
    closed = cluster.size() < 2;
    long intervalNs = Math.max(1, OptionCheck.nanos(gridSeconds));
    grid = new StalenessGrid(cluster.size(), origins, intervalNs, 0);
    index = (cluster.nowNs() + intervalNs - 1) / intervalNs;
    grid.expect(cluster.live());
  }

  /** When it is to be recorded next; {@link Long#MAX_VALUE} when it is over. */
  long nextNs() {
    return closed ? Long.MAX_VALUE : grid.timeNs(index);
  }

  /** The instant has come. */
  void record() {
    if (cluster.churned() != churnSeen) {
      churnSeen = cluster.churned();
      grid.expect(cluster.live());
    }
    if (cluster.count(LearnerState.FINISHED) > 0) {
      closed = true;
      return;
    }
    // Downwards: the grid looks for the first learner that is missing, and so finds it at once.
    for (int id = cluster.live().length() - 1;
        id >= 0;
        id = cluster.live().previousSetBit(id - 1)) {
      record(cluster.learner(id));
    }
    index++;
    noteWindow();
  }

  private void record(Learner learner) {
    if (learner.state() == LearnerState.AWAITING_MODEL) {
      grid.recordAwaiting(learner.id(), index, learner.versions());
    } else {
      grid.record(learner.id(), index, learner.versions());
    }
  }

  /** Whether the figures are of a window after the burn-in. */
  boolean isBurnInOver() {
    return windowStart != null;
  }

  /** What each link has carried, beside its staleness. */
  LinkTable links() {
    return grid.links(cluster.links());
  }

  /** Whether it is over: some learner has finished, or there is only one. */
  boolean isClosed() {
    return closed;
  }

  StalenessSum sum() {
    return grid.sum();
  }

  StalenessSummary summary() {
    return grid.summary();
  }

  MeasuredWindow window() {
    return windowStart == null || windowEnd.seconds() <= windowStart.seconds()
        ? MeasuredWindow.NONE
        : MeasuredWindow.between(windowStart, windowEnd);
  }

  private void noteWindow() {
    Progress now = Progress.of(cluster);
    if (windowStart != null) {
      windowEnd = now;
    } else if (now.mixed() > 0) {
      double gossipRate = now.mixed() / now.learnerSeconds();
      if (now.seconds() > burnInSeconds.applyAsDouble(gossipRate)) {
        grid.measureFrom(index);
        windowStart = now;
        windowEnd = now;
      }
    }
  }
}
