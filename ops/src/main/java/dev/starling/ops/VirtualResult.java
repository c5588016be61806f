package dev.starling.ops;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.data.Partitions;
import dev.starling.learning.LearnerState;
import dev.starling.sim.LearnerResult;
import dev.starling.sim.VirtualOutcome;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.SplitTable;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.RunSummary;
import java.util.List;
import java.util.Optional;

/** The outcome of a run in virtual time, which knows its own summary. Immutable. */
record VirtualResult(VirtualOutcome outcome, Partitions partitions) implements Outcome {

  @Override
  public double seconds() {
    return outcome.seconds();
  }

  @Override
  public List<LearnerScore> validation() {
    return outcome.learners().stream().map(VirtualResult::score).toList();
  }

  private static LearnerScore score(LearnerResult learner) {
    return new LearnerScore(
        learner.learner(),
        learner.updates(),
        learner.validation().loss(),
        learner.validation().accuracy(),
        learner.state() == LearnerState.QUARANTINED);
  }

  @Override
  public boolean hasDiverged() {
    return outcome.hasDiverged();
  }

  @Override
  public RunSummary summary(String version, Double worstSecondsTo80, Bounds bounds) {
    return outcome.summary(version, worstSecondsTo80, bounds);
  }

  @Override
  public StalenessDetail stalenessDetail() {
    return outcome.stalenessDetail();
  }

  @Override
  public List<LearnerRow> learnerRows(SplitTable split) {
    return outcome.learnerRows(partitions);
  }

  @Override
  public Optional<RunHashes> hashes() {
    return Optional.of(RunHashes.of(outcome));
  }

  @Override
  public Optional<DrawHashes> draws() {
    return Optional.empty();
  }
}
