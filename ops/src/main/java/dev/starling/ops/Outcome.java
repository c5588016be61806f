package dev.starling.ops;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.SplitTable;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.RunSummary;
import java.util.List;
import java.util.Optional;

/** What came of a run, in real or in virtual time. Used by one thread. */
interface Outcome {

  /** How long the clocks ran, in the time of the host. */
  double seconds();

  /** Each learner that was there at the end, on the validation part, by ascending id. */
  List<LearnerScore> validation();

  /** Whether a learner was left with a model that had diverged. */
  boolean hasDiverged();

  /**
   * The run under its documented keys.
   *
   * @param version of Starling
   * @param worstSecondsTo80 null when the worst learner never was there
   * @param bounds null when there are none
   */
  RunSummary summary(String version, Double worstSecondsTo80, Bounds bounds);

  /** What the report shows of staleness beside its means; null for a learner alone. */
  StalenessDetail stalenessDetail();

  /** One row for each learner of the report. */
  List<LearnerRow> learnerRows(SplitTable split);

  /** What tells two runs in virtual time apart; empty in real time, where no two are the same. */
  Optional<RunHashes> hashes();

  /** What the seed decided in real time; empty in virtual time, where all is in {@link #hashes}. */
  Optional<DrawHashes> draws();
}
