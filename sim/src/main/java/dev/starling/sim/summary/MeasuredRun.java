package dev.starling.sim.summary;

import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.RunDescription;
import dev.starling.run.RunLaw;

/**
 * What real and virtual time measure alike, and what follows from it for the summary. Rates are
 * those of the measured window; of a run too short to have one they are those of the whole run, and
 * the summary says so. Immutable.
 *
 * @param run as it was described
 * @param updateRate r achieved, per second of one learner
 * @param gossipRate λ achieved: pushes mixed whole, per second of one learner
 * @param updatesInWindow of one learner, on average; 0 when the run was too short to have a window
 * @param updatesMin of the slowest learner
 * @param updatesMax of the fastest learner
 */
public record MeasuredRun(
    RunDescription run,
    double updateRate,
    double gossipRate,
    double updatesInWindow,
    long updatesMin,
    long updatesMax) {
  /** Fewer updates per learner than these in the window, and its staleness says little. */
  private static final double ENOUGH_UPDATES = 500;

  /** Above this ratio of the fastest to the slowest learner the law is a bound. */
  private static final double EVEN_RATES = 1.05;

  private static final double NS_PER_SECOND = 1e9;

  /**
   * What ran.
   *
   * @param version of Starling
   * @param host {@code cluster} or {@code virtual}
   * @param nodes that hosted the learners
   * @param seconds for which the clocks ran
   * @param exit why it ended, in the summary's word
   */
  public RunIdentity identity(String version, String host, int nodes, double seconds, String exit) {
    return new RunIdentity(
        run.id(),
        run.seed(),
        version,
        host,
        run.learners(),
        nodes,
        seconds,
        updatesMin,
        exit,
        run.data().source(),
        run.model(),
        run.data().placement().isLocal()
            ? run.data().split() + " of each node's own data"
            : run.data().split(),
        run.clock().kind());
  }

  /**
   * The mean of the rates that the learners' clocks were given; null where they were given none.
   */
  public Double configuredUpdateRate() {
    if (!run.clock().isPaced() || run.churn().changesSpeeds()) {
      return null;
    }
    double sum = 0;
    for (int learner = 0; learner < run.learners(); learner++) {
      sum += run.clock().speedOf(learner, run.learners());
    }
    return run.clock().updateRate() * sum / run.learners();
  }

  /** λ as the run was given it; null where it follows a target. */
  public Double configuredGossipRate() {
    return run.gossip().isFixedRate() ? run.gossip().rate() : null;
  }

  /** λ that the law asks for the target; NaN without one, or without a law. */
  public double requiredGossipRate() {
    return RunLaw.of(run).requiredGossipRate(updateRate);
  }

  /**
   * Exact staleness beside the law.
   *
   * @param exact in the measured window
   * @param local mean of the learners' own samples; null when not known
   * @param stalest learner as a holder
   * @return null for a learner alone
   */
  public MeasuredStaleness staleness(StalenessSummary exact, Double local, Diagnosis stalest) {
    if (run.learners() == 1) {
      return null;
    }
    RunLaw law = RunLaw.of(run);
    return new MeasuredStaleness(
        exact.mean(),
        exact.standardError(),
        exact.p50(),
        exact.p99(),
        exact.rows() == 0 ? null : (Double) (double) exact.max(),
        exact.worstHolder(),
        law.staleness(updateRate, gossipRate),
        ratesDiffer(),
        run.gossip().isFixedRate() ? null : run.gossip().stalenessTarget(),
        exact.coverage(),
        exact.windowNs() / NS_PER_SECOND,
        local,
        updatesInWindow < ENOUGH_UPDATES,
        exact.neverHeard(),
        InformationAge.of(exact.age(), law.staleness(1, gossipRate), run.measuring().gridSeconds()),
        LastLearner.of(stalest));
  }

  private boolean ratesDiffer() {
    return run.clock().speeds().stream().distinct().count() > 1
        || updatesMax > EVEN_RATES * updatesMin;
  }
}
