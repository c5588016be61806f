package dev.starling.sim;

import dev.starling.learning.Learner;
import dev.starling.sim.report.MetricsRow;

/** Hears of a run in virtual time while it goes on, on the thread that runs it. */
public interface VirtualRunListener {
  /** Hears nothing. */
  VirtualRunListener NONE = new VirtualRunListener() {};

  /**
   * The run has been measured.
   *
   * @param row as it stands in the metrics
   * @param share of the run that is done, in [0, 1]
   */
  default void onRow(MetricsRow row, double share) {
    // Not everybody watches.
  }

  /**
   * An instant of the staleness grid: the time to look at models, and at nothing else. While no
   * learner has finished.
   */
  default void onGrid(VirtualCluster cluster) {
    // Not everybody looks.
  }

  /**
   * The clocks have stopped, and this learner was there: the time to write its model down. By
   * ascending learner, before anything is freed.
   */
  default void onStopped(Learner learner) {
    // Not everybody keeps models.
  }

  /** Whether the run is to end now, as when somebody interrupts it; asked at each row. */
  default boolean isInterrupted() {
    return false;
  }
}
