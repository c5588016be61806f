package dev.starling.sim.experiment;

/** Hears how far a sweep is. Called by the thread that runs it. */
@FunctionalInterface
public interface SweepListener {
  /**
   * A run has ended and its row is written; called once at the beginning too.
   *
   * @param done runs with a row, those of earlier sessions among them
   * @param total runs in all
   * @param share of the work that this session found undone, 0 to 1
   */
  void onRun(int done, int total, double share);
}
