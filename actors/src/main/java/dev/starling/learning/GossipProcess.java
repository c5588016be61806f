package dev.starling.learning;

/**
 * When a learner pushes: its Poisson clock, whose rate λ the capacity controller decides anew for
 * each interval from the estimated update rate and the number of live learners. Used by one thread.
 */
final class GossipProcess {
  private final GossipClock clock;
  private final CapacityController capacity;
  private final RateEstimator rates;
  private final LivePeers peers;
  private final LearnerCounters counters;

  private double updateRate;
  private double gossipRate;

  GossipProcess(
      GossipClock clock,
      CapacityController capacity,
      RateEstimator rates,
      LivePeers peers,
      LearnerCounters counters) {
    this.clock = clock;
    this.capacity = capacity;
    this.rates = rates;
    this.peers = peers;
    this.counters = counters;
  }

  /** Whether a next push is due at some time. */
  boolean isArmed() {
    return clock.isArmed();
  }

  /** Lets the clock tick from now on, unless it does already or λ is 0. */
  void arm(long nowNs, LearnerEffects effects) {
    if (!clock.isArmed()) {
      clock.arm(nowNs, decide(nowNs));
      wake(nowNs, effects);
    }
  }

  /** Goes on from a tick to the next one. */
  void next(long nowNs, LearnerEffects effects) {
    clock.advance(decide(nowNs));
    wake(nowNs, effects);
  }

  void disarm() {
    clock.disarm();
  }

  /** λ in pushes per second, as decided last. */
  double gossipRate() {
    return gossipRate;
  }

  /** r̂ in updates per second of one learner, as estimated last. */
  double updateRate() {
    return updateRate;
  }

  private double decide(long nowNs) {
    updateRate = rates.perSecond(nowNs);
    gossipRate = capacity.rate(updateRate, peers.count());
    return gossipRate;
  }

  private void wake(long nowNs, LearnerEffects effects) {
    if (!clock.isArmed()) {
      return;
    }
    if (clock.deadlineNs() < nowNs) {
      counters.ticksBehind++;
    }
    effects.wakeAt(Wake.GOSSIP, clock.deadlineNs());
  }
}
