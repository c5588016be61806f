package dev.starling.ops;

import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunResult;
import dev.starling.learning.LinkTable;
import dev.starling.run.RunDescription;
import java.util.function.Consumer;

/** Where a run takes place in real time. Used by any thread. */
interface RunPlace {

  /** Submits a run; {@code listener} hears of it, on any thread. */
  void submit(RunDescription run, Consumer<RunEvent> listener);

  /** Asks for an early end, with a result. */
  void endRun(String runId);

  /** What each link has carried, when the run has ended. */
  LinkTable readLinks(RunDescription run, RunResult result);

  /** Has {@code models} keep each learner's, when the run has ended. */
  void readModels(RunResult result, LearnerModels models);
}
