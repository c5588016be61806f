package dev.starling.ops;

import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsCsv;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.summary.ResumeSummary;
import java.util.List;
import java.util.Optional;

/** A run that another process has begun, and whose results are to come into its directory. */
sealed interface BegunRun permits StoppedRun, AbandonedRun {

  /** Where its configuration and its curves are. */
  RunDirectory directory();

  RunConfig config();

  /** With the part that is trained or followed now. */
  RunDescription run();

  /** Lines that say what there is of it. */
  List<String> lines();

  /** Rows of the curves before those that come now. */
  List<MetricsRow> rows();

  /** Goes on with the curves after {@link #rows}. */
  MetricsCsv openMetrics();

  /** A row as the curves go on with it; empty for one that they have already. */
  Optional<MetricsRow> following(MetricsRow row);

  /** How the run went on after a stop; empty for its first part. */
  Optional<ResumeSummary> resumed();
}
