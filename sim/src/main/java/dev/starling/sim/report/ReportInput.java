package dev.starling.sim.report;

import dev.starling.sim.summary.RunSummary;
import java.util.List;
import java.util.Objects;

/**
 * All that a report is made of. Immutable.
 *
 * @param summary the result
 * @param metrics the rows of the run, under the name that its curves carry
 * @param others further runs to compare with, such as one with a constant step; may be empty
 * @param split the partition of the training data; null when there is none to show
 * @param learners one row per learner, in the order of ids; may be empty
 * @param config the resolved configuration, as text
 * @param versions versions of Starling, Java and the libraries, as text
 * @param command the command line that repeats the run; null when there is none
 * @param staleness what its pictures are drawn from; null when there is nothing to show
 */
public record ReportInput(
    RunSummary summary,
    MetricsSeries metrics,
    List<MetricsSeries> others,
    SplitTable split,
    List<LearnerRow> learners,
    String config,
    String versions,
    String command,
    StalenessDetail staleness) {
  /** Without pictures of staleness beside its curves. */
  public ReportInput(
      RunSummary summary,
      MetricsSeries metrics,
      List<MetricsSeries> others,
      SplitTable split,
      List<LearnerRow> learners,
      String config,
      String versions,
      String command) {
    this(summary, metrics, others, split, learners, config, versions, command, null);
  }

  /** Copies the lists. */
  public ReportInput {
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(metrics, "metrics");
    others = List.copyOf(others);
    learners = List.copyOf(learners);
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(versions, "versions");
  }
}
