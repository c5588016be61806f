package dev.starling.learning;

import dev.starling.random.RandomStream;

/**
 * When a learner pushes: its Poisson clock, whose rate λ the capacity controller decides anew for
 * each interval from the estimated update rate and the number of live learners, and which is
 * clamped to what link and lane carry. Used by one thread.
 */
final class GossipProcess {
  private static final double NS_PER_SECOND = 1e9;

  /** As good as never. */
  private static final double LONGEST_NS = 1e18;

  private final GossipClock clock;
  private final CapacityController capacity;
  private final RateEstimator rates;
  private final LivePeers peers;
  private final LearnerCounters counters;
  private final boolean lawful;
  private final double readersPerEvent;
  private final LinkClamp clamp = new LinkClamp();
  private RandomStream windows;
  private long windowEndNs;

  private double updateRate;
  private double gossipRate;

  /**
   * @param windows the stream from which windows are drawn, where the capacity has them
   * @param lawful whether the graph is one on which the law of staleness holds
   * @param readersPerEvent how many learners read a model at each tick: 1 or 2
   */
  GossipProcess(
      GossipClock clock,
      CapacityController capacity,
      RateEstimator rates,
      LivePeers peers,
      LearnerCounters counters,
      RandomStream windows,
      boolean lawful,
      double readersPerEvent) {
    this.clock = clock;
    this.capacity = capacity;
    this.rates = rates;
    this.peers = peers;
    this.counters = counters;
    this.windows = windows;
    this.lawful = lawful;
    this.readersPerEvent = readersPerEvent;
  }

  /** Whether a next push is due at some time. */
  boolean isArmed() {
    return clock.isArmed();
  }

  /** Lets the clock tick from now on, unless it does already, waits for a window, or λ is 0. */
  void arm(long nowNs, LearnerEffects effects) {
    if (!clock.isArmed() && !capacity.isWindowed()) {
      clock.arm(nowNs, decide(nowNs));
      wake(nowNs, effects);
    }
  }

  /** The learner has made an update: a window begins, where there are windows. */
  void onOwnUpdate(long nowNs, LearnerEffects effects) {
    if (!capacity.isWindowed()) {
      if (clock.isArmed() && clock.retime(nowNs, decide(nowNs))) {
        wake(nowNs, effects);
      }
      arm(nowNs, effects);
      return;
    }
    double rate = decide(nowNs);
    double endsPerSecond = updateRate * (peers.count() - 1);
    windowEndNs = nowNs + (long) Math.min(LONGEST_NS, drawNs(endsPerSecond));
    clock.arm(nowNs, rate);
    wake(nowNs, effects);
  }

  /** A tick is being served; {@code busy} when its push is skipped. */
  void onTick(boolean busy, long nowNs) {
    counters.gossipTicks++;
    if (busy) {
      counters.pushesBusy++;
    }
    clamp.onTick(busy, nowNs - clock.deadlineNs(), gossipRate, nowNs);
  }

  /**
   * A model was mixed; see {@link CapacityController#onMixed}. While the clamp holds, its staleness
   * is not that of the rate asked for and says nothing.
   */
  void onMixed(double staleness, double weight, double sourceTrim) {
    capacity.onMixed(clamp.isHolding() ? Double.NaN : staleness, weight, sourceTrim);
  }

  /** A push left whole, {@code tookNs} after it was asked for. */
  void onSent(long tookNs) {
    clamp.onSent(tookNs);
  }

  /** What left last is on its way for so much longer: see {@link LinkClamp#delaySeconds}. */
  void noteTransit(long transitNs) {
    clamp.onTransit(transitNs);
  }

  /** Goes on from a tick to the next one. */
  void next(long nowNs, LearnerEffects effects) {
    clock.advance(decide(nowNs));
    wake(nowNs, effects);
  }

  void disarm() {
    clock.disarm();
  }

  /** λ in pushes per second, as asked for last. */
  double gossipRate() {
    return gossipRate;
  }

  /** Whether link or lane carry less than that: see {@link LinkClamp}. */
  boolean isClamped() {
    return clamp.isHolding();
  }

  /** The part of λ that is carried, in pushes per second. */
  double clampedRate() {
    return clamp.isHolding() ? Math.min(gossipRate, clamp.carriedRate()) : gossipRate;
  }

  /**
   * Mean staleness in updates that the law gives at once for {@link #clampedRate()} and the time
   * that pushes take, if all learners fare like this one. It knows nothing of lost pushes. NaN on
   * graphs other than the complete one.
   */
  double predictedStaleness() {
    double rate = readersPerEvent * clampedRate();
    if (!lawful) {
      return Double.NaN;
    }
    return relaysVersions()
        ? StalenessLaw.mean(updateRate, peers.count(), rate, clamp.delaySeconds())
        : StalenessLaw.meanFirstHand(updateRate, peers.count(), rate);
  }

  /** Whether a model tells of all origins in it; else of its source alone. */
  boolean relaysVersions() {
    return capacity.relaysVersions();
  }

  /** I, which travels with each model. */
  double trim() {
    return capacity.trim();
  }

  /** r̂ in updates per second of one learner, as estimated last. */
  double updateRate() {
    return updateRate;
  }

  /** Saves the clock and the trim; a restarted learner finds out anew what its link carries. */
  void save(StateWriter out, long nowNs) {
    clock.save(out, nowNs);
    out.putLong(windows.state());
    out.putLong(windowEndNs - nowNs);
    out.putDouble(updateRate);
    out.putDouble(gossipRate);
    out.putDouble(capacity.trim());
  }

  /** Restores what was saved; the next tick is asked for by {@link #resume}. */
  void restore(StateReader in, long nowNs) {
    clock.restore(in, nowNs);
    windows = RandomStream.restored(in.getLong());
    windowEndNs = nowNs + in.getLong();
    updateRate = in.getDouble();
    gossipRate = in.getDouble();
    capacity.restoreTrim(in.getDouble());
  }

  /** Asks for the tick that is due next, if one is. */
  void resume(long nowNs, LearnerEffects effects) {
    if (clock.isArmed()) {
      wake(nowNs, effects);
    } else {
      arm(nowNs, effects);
    }
  }

  private double drawNs(double ratePerSecond) {
    return windows.nextExponential() * NS_PER_SECOND / ratePerSecond;
  }

  private double decide(long nowNs) {
    updateRate = rates.perSecond(nowNs);
    gossipRate = capacity.rate(updateRate, peers.count());
    return clamp.limit(gossipRate) * (capacity.isWindowed() ? peers.count() : 1);
  }

  private void wake(long nowNs, LearnerEffects effects) {
    if (capacity.isWindowed() && clock.deadlineNs() > windowEndNs) {
      clock.disarm();
    }
    if (!clock.isArmed()) {
      return;
    }
    if (clock.deadlineNs() < nowNs) {
      counters.ticksBehind++;
    }
    effects.wakeAt(Wake.GOSSIP, clock.deadlineNs());
  }
}
