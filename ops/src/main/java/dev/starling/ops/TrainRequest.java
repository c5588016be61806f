package dev.starling.ops;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsSeries;
import java.nio.file.Path;
import java.util.List;

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
 * @param stopped the run that goes on; null for a new one
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
    StoppedRun stopped) {
  TrainRequest {
    others = List.copyOf(others);
  }

  boolean isResumed() {
    return stopped != null;
  }
}
