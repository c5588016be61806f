package dev.starling.ops;

import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import java.util.function.Consumer;

/** Lets the learners of one run train, somewhere. Used by one thread. */
@FunctionalInterface
interface Trainer {

  /**
   * Returns when the run has ended and its models are written.
   *
   * @param directory takes the models
   * @param rows hears how the run stands, on this thread
   * @param finished hears what came of it, on this thread, before anything more is written or
   *     closed: that may fail, and the numbers should be safe then
   * @throws RunFailedException when there is no result
   */
  void train(RunDirectory directory, Consumer<MetricsRow> rows, Consumer<Outcome> finished)
      throws InterruptedException;

  /** Whether the run goes on when the process that follows it ends. */
  default boolean goesOnAlone() {
    return false;
  }
}
