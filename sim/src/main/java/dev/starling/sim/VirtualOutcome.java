package dev.starling.sim;

import dev.starling.data.Partitions;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LinkTable;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.Bounds;
import dev.starling.sim.report.LearnerRow;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.report.StalenessDetail;
import dev.starling.sim.summary.ChurnSummary;
import dev.starling.sim.summary.RunSummary;
import java.util.List;
import java.util.function.Supplier;

/**
 * What came of a run in virtual time: all that a run directory is made of. Immutable.
 *
 * @param run as it was described
 * @param exit why it ended
 * @param seconds of virtual time for which the clocks ran
 * @param metrics one row for each evaluation, the last at the end
 * @param learners those that were there at the end, by ascending id
 * @param window in which rates and staleness count
 * @param staleness exact, in that window; of the whole run when it was too short to have one
 * @param links makes the table of what each has carried, which is large
 * @param stalest learner as a holder, as of the last row in which all trained
 * @param slowest learner, as of that row
 * @param counters sum over all learners
 * @param network what became of the pushes
 * @param churn who came back, and with what
 * @param carried what links carried of the gossip, added up over the rows after the burn-in
 * @param consensusRms of the models at the end, over all learners
 * @param events of the event queue
 * @param traceHash see {@link TraceHash}: equal on every machine
 * @param parameterHash of all models at the end: equal for one BLAS kernel
 */
public record VirtualOutcome(
    RunDescription run,
    Exit exit,
    double seconds,
    List<MetricsRow> metrics,
    List<LearnerResult> learners,
    MeasuredWindow window,
    StalenessSummary staleness,
    Supplier<LinkTable> links,
    Diagnosis stalest,
    Diagnosis slowest,
    LearnerCounters counters,
    NetworkCounters network,
    ChurnSummary churn,
    CarriedGossip carried,
    double consensusRms,
    long events,
    long traceHash,
    long parameterHash) {
  /** Copies the lists. */
  public VirtualOutcome {
    metrics = List.copyOf(metrics);
    learners = List.copyOf(learners);
  }

  /**
   * The run under its documented keys.
   *
   * @param version of Starling
   * @param worstSecondsTo80 null when the worst learner never had 80 %
   * @param bounds null when they are not known
   */
  public RunSummary summary(String version, Double worstSecondsTo80, Bounds bounds) {
    return new SummaryMaker(this).summary(version, worstSecondsTo80, bounds);
  }

  /** What the report shows of staleness beside its means; null for a learner alone. */
  public StalenessDetail stalenessDetail() {
    return new SummaryMaker(this).stalenessDetail();
  }

  /** One row for each learner of the report. */
  public List<LearnerRow> learnerRows(Partitions partitions) {
    return learners.stream()
        .map(
            learner ->
                new LearnerRow(
                    learner.learner(),
                    (long) partitions.size(learner.learner()),
                    learner.updates(),
                    learner.validation().accuracy(),
                    learner.test().accuracy(),
                    learner.test().loss(),
                    staleness.byHolder()[learner.learner()],
                    stateOf(learner)))
        .toList();
  }

  private String stateOf(LearnerResult learner) {
    return switch (learner.state()) {
      case QUARANTINED -> "diverged";
      case FINISHED -> "finished";
      default -> "stopped";
    };
  }

  /** Whether a learner was left with a model that had diverged. */
  public boolean hasDiverged() {
    return exit == Exit.DIVERGED || learners.stream().anyMatch(LearnerResult::hasDiverged);
  }

  /** Why a run ended. */
  public enum Exit {
    /** Every learner that was there had made its updates. */
    UPDATES("updates"),
    /** Its time was up. */
    SECONDS("seconds"),
    /** The worst learner scored had the accuracy that was asked for. */
    ACCURACY("until"),
    /** It was told to stop. */
    INTERRUPTED("interrupted"),
    /** Nothing more could happen, because learners had diverged or were gone. */
    DIVERGED("failed");

    private final String word;

    Exit(String word) {
      this.word = word;
    }

    /** As the summary of a run says it. */
    public String word() {
      return word;
    }
  }
}
