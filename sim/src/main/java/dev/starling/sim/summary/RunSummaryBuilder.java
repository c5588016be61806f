package dev.starling.sim.summary;

import java.util.List;

/**
 * Puts a {@link RunSummary} together. What is not given, or given as null, is absent. Used by one
 * thread.
 */
public final class RunSummaryBuilder {
  private final RunIdentity run;
  private AccuracySummary accuracy;
  private Spread loss;
  private ConsensusSummary consensus;
  private BoundsSummary bounds;
  private UpdateSummary updates;
  private GossipSummary gossip;
  private MeasuredStaleness staleness;
  private Settling settling;
  private DivergenceSummary divergence;
  private MemorySummary memory;
  private ChurnSummary churn;
  private LaneShares lanes;
  private CheckpointSummary checkpoints;
  private ResumeSummary resumed;
  private List<DepartureSummary> departures;
  private List<ArrivalSummary> arrivals;
  private ReturnsSummary returns;
  private List<OutageSummary> outages;
  private UnlistedAttendance unlisted;

  RunSummaryBuilder(RunIdentity run) {
    this.run = run;
  }

  /** See {@link RunSummary#accuracy}. */
  public RunSummaryBuilder accuracy(AccuracySummary accuracy) {
    this.accuracy = accuracy;
    return this;
  }

  /** See {@link RunSummary#loss}. */
  public RunSummaryBuilder loss(Spread loss) {
    this.loss = loss;
    return this;
  }

  /** See {@link RunSummary#consensus}. */
  public RunSummaryBuilder consensus(ConsensusSummary consensus) {
    this.consensus = consensus;
    return this;
  }

  /** See {@link RunSummary#bounds}. */
  public RunSummaryBuilder bounds(BoundsSummary bounds) {
    this.bounds = bounds;
    return this;
  }

  /** See {@link RunSummary#updates}. */
  public RunSummaryBuilder updates(UpdateSummary updates) {
    this.updates = updates;
    return this;
  }

  /** See {@link RunSummary#gossip}. */
  public RunSummaryBuilder gossip(GossipSummary gossip) {
    this.gossip = gossip;
    return this;
  }

  /** See {@link RunSummary#staleness}. */
  public RunSummaryBuilder staleness(MeasuredStaleness staleness) {
    this.staleness = staleness;
    return this;
  }

  /** See {@link RunSummary#settling}. */
  public RunSummaryBuilder settling(Settling settling) {
    this.settling = settling;
    return this;
  }

  /** See {@link RunSummary#divergence}. */
  public RunSummaryBuilder divergence(DivergenceSummary divergence) {
    this.divergence = divergence;
    return this;
  }

  /** See {@link RunSummary#memory}. */
  public RunSummaryBuilder memory(MemorySummary memory) {
    this.memory = memory;
    return this;
  }

  /** See {@link RunSummary#churn}. */
  public RunSummaryBuilder churn(ChurnSummary churn) {
    this.churn = churn;
    return this;
  }

  /** See {@link RunSummary#lanes}. */
  public RunSummaryBuilder lanes(LaneShares lanes) {
    this.lanes = lanes;
    return this;
  }

  /** See {@link RunSummary#checkpoints}. */
  public RunSummaryBuilder checkpoints(CheckpointSummary checkpoints) {
    this.checkpoints = checkpoints;
    return this;
  }

  /** See {@link RunSummary#resumed}. */
  public RunSummaryBuilder resumed(ResumeSummary resumed) {
    this.resumed = resumed;
    return this;
  }

  /** See {@link RunSummary#departures}. */
  public RunSummaryBuilder departures(List<DepartureSummary> departures) {
    this.departures = departures;
    return this;
  }

  /** See {@link RunSummary#arrivals}. */
  public RunSummaryBuilder arrivals(List<ArrivalSummary> arrivals) {
    this.arrivals = arrivals;
    return this;
  }

  /** See {@link RunSummary#returns}. */
  public RunSummaryBuilder returns(ReturnsSummary returns) {
    this.returns = returns;
    return this;
  }

  /** See {@link RunSummary#outages}. */
  public RunSummaryBuilder outages(List<OutageSummary> outages) {
    this.outages = outages;
    return this;
  }

  /** See {@link RunSummary#unlisted}. */
  public RunSummaryBuilder unlisted(UnlistedAttendance unlisted) {
    this.unlisted = unlisted;
    return this;
  }

  /** The summary of all that was given. */
  public RunSummary build() {
    return new RunSummary(
        run,
        accuracy,
        loss,
        consensus,
        bounds,
        updates,
        gossip,
        staleness,
        settling,
        divergence,
        memory,
        churn,
        lanes,
        checkpoints,
        resumed,
        departures,
        arrivals,
        returns,
        outages,
        unlisted);
  }
}
