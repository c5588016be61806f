package dev.starling.ops;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.summary.ResumeSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user wants trained, and told.
 *
 * @param directory where the results go; must be new or empty for a new run
 * @param json whether the summary is printed as JSON, and nothing else beside it
 * @param quiet whether only the summary is printed
 * @param average whether the mean of all models is written too
 * @param name what the curves of this run are called beside others
 * @param others earlier runs to draw beside this one
 * @param command what was typed, for the report
 * @param begun the run that goes on; null for a new one
 */
record TrainRequest(
    RunConfig config,
    RunDescription run,
    Path directory,
    boolean json,
    boolean quiet,
    boolean average,
    String name,
    List<MetricsSeries> others,
    String command,
    BegunRun begun) {
  TrainRequest {
    others = List.copyOf(others);
  }

  /** Whether the run has begun before, and its directory is there. */
  boolean isResumed() {
    return begun != null;
  }

  /** Whether the run is not to be submitted, for it was. */
  boolean isAbandoned() {
    return begun instanceof AbandonedRun;
  }

  /** How the run went on from its checkpoints; empty for its first part. */
  Optional<ResumeSummary> resumed() {
    return begun == null ? Optional.empty() : begun.resumed();
  }
}
