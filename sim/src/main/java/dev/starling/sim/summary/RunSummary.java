package dev.starling.sim.summary;

import java.util.List;
import java.util.Objects;

/**
 * The result of a run, as {@code summary.json} tells it. The components and their nested components
 * are the documented keys, in this order.
 *
 * <p>Absence: a component that is null is left out of the JSON. Sections are null when the run has
 * nothing to say about them, and a boxed number that is not finite, such as the loss of a learner
 * that diverged, becomes null, for JSON has no word for it. Nobody writes 0 for "not known".
 *
 * <p>Keys beyond the documented ones: {@code run.data}, {@code run.model}, {@code run.split} and
 * {@code run.clock} (the specifications that the run was given), {@code accuracy.worstSecondsTo80},
 * {@code bounds.measure}, {@code updates.lateMs}, {@code updates.slowest}, {@code gossip.lateMs},
 * {@code gossip.clamp}, {@code staleness.tooShort}, {@code staleness.neverHeard}, {@code
 * staleness.age}, {@code staleness.stalest}, {@code settling}, {@code divergence}, {@code memory},
 * {@code churn}, {@code lanes}, {@code checkpoints}, {@code resumed}, {@code departures}, {@code
 * arrivals}, {@code returns}, {@code outages} and {@code unlisted}. Immutable.
 *
 * @param run what ran, always there
 * @param accuracy share of the test samples that each learner's own model gets right when the clock
 *     stops, 0 to 1; null for regression
 * @param loss mean loss per test sample, over learners
 * @param consensus how far the models are from each other
 * @param bounds what the same data and steps give without gossip and with a centre; null when not
 *     computed
 * @param updates the update process
 * @param gossip the gossip process; null for a run without one
 * @param staleness exact staleness in updates; null for one learner
 * @param settling after the changes in mid-run; null when there was none, or no target
 * @param divergence of learners; null when no model ever diverged
 * @param memory that the learners took; null in virtual time
 * @param churn of learners; null when nobody went
 * @param lanes what the threads did that run learners; null in virtual time, and when not known
 * @param checkpoints what they cost; null when none were taken
 * @param resumed how the run went on after a stop; null for a run in one part
 * @param departures of nodes in mid-run; null without any
 * @param arrivals of nodes in mid-run; null without any
 * @param returns of learners that were lost or have moved; null when nobody was
 * @param outages of nodes' media drivers in mid-run; null without any
 * @param unlisted how many more departures, arrivals and outages there were; null when none
 */
public record RunSummary(
    RunIdentity run,
    AccuracySummary accuracy,
    Spread loss,
    ConsensusSummary consensus,
    BoundsSummary bounds,
    UpdateSummary updates,
    GossipSummary gossip,
    MeasuredStaleness staleness,
    Settling settling,
    DivergenceSummary divergence,
    MemorySummary memory,
    ChurnSummary churn,
    LaneShares lanes,
    CheckpointSummary checkpoints,
    ResumeSummary resumed,
    List<DepartureSummary> departures,
    List<ArrivalSummary> arrivals,
    ReturnsSummary returns,
    List<OutageSummary> outages,
    UnlistedAttendance unlisted) {

  /** Checks that the one section that cannot be absent is there, and copies the lists. */
  public RunSummary {
    Objects.requireNonNull(run, "run");
    departures = departures == null ? null : List.copyOf(departures);
    arrivals = arrivals == null ? null : List.copyOf(arrivals);
    outages = outages == null ? null : List.copyOf(outages);
  }

  /** Begins with what ran; all else is absent until it is given. */
  public static RunSummaryBuilder builder(RunIdentity run) {
    return new RunSummaryBuilder(run);
  }

  /** Begins with all that this one has. */
  public RunSummaryBuilder toBuilder() {
    return new RunSummaryBuilder(run)
        .accuracy(accuracy)
        .loss(loss)
        .consensus(consensus)
        .bounds(bounds)
        .updates(updates)
        .gossip(gossip)
        .staleness(staleness)
        .settling(settling)
        .divergence(divergence)
        .memory(memory)
        .churn(churn)
        .lanes(lanes)
        .checkpoints(checkpoints)
        .resumed(resumed)
        .departures(departures)
        .arrivals(arrivals)
        .returns(returns)
        .outages(outages)
        .unlisted(unlisted);
  }

  /** Learners that ended with a model that had diverged. */
  public int learnersDiverged() {
    return divergence == null ? 0 : divergence.learners();
  }
}
