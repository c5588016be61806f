package dev.starling.learning;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.topology.Topology;
import java.util.BitSet;

/**
 * One learner as a pure state machine: it trains its model on its own data on one clock, pushes it
 * to random peers on another, and mixes in what it receives. It decides and never acts: inputs are
 * its {@code on…} methods, each with the time in nanoseconds of whatever clock the host keeps, and
 * what it wants done it tells {@link LearnerEffects}. Same inputs, same times, same seed: the same
 * effects in the same order, and the same θ. In the steady state an input allocates nothing.
 *
 * <p>After Mitra and Ulukus, "Scale-robust timely asynchronous decentralized learning" (arXiv
 * 2404.19749): an update is τ SGD steps; a push to a uniformly drawn neighbour happens at the times
 * of a Poisson process; the receiver takes θ ← (1−w)·θ + w·θ_p and N ← max(N, N_p), with N[k] the
 * newest update of learner k that its model contains. Their paper leaves open whether gossip may
 * come between the steps of an update; here it may, unless updates are set to be atomic. A push
 * that goes out between them carries them under the old count.
 *
 * <p>Owns θ until {@link #close()}. Used by one thread.
 */
public final class Learner implements AutoCloseable {
  /**
   * For how long a natural clock waits for a push that is held back. With natural clocks learners
   * and gossip share the CPU: a learner that trained on while its pushes cannot leave would take
   * from the others the very time in which they could make room. Bounded, so that a peer that has
   * died stops nobody.
   */
  static final long MAX_HOLD_NS = 20_000_000;

  private final int id;
  private final LearnerSettings settings;
  private final ParameterVector theta;
  private final VersionVector versions;
  private final LearnerCounters counters = new LearnerCounters();
  private final RateEstimator rates = new RateEstimator();
  private final DivergenceGuard guard;
  private final LocalTraining training;
  private final UpdateClock updateClock;
  private final GossipProcess gossip;
  private final CapacityController capacity;
  private final IncomingPushes incoming;
  private final LivePeers peers;

  private LearnerState state = LearnerState.CREATED;
  private long startedNs;
  private int stepsDone;
  private long pushSequence;
  private boolean pushUnderWay;
  private boolean stepHeld;

  /**
   * A learner with its starting model, its clocks not yet running.
   *
   * @param id which learner of {@code topology}
   * @param task its data and loss; stays the caller's
   * @param seed of the run; with {@code id} and {@code incarnation} it fixes all random streams
   * @param incarnation 0 at first; higher each time that this learner comes back without its newest
   *     count
   */
  public Learner(
      int id,
      LearnerSettings settings,
      LocalTask task,
      Topology topology,
      long seed,
      int incarnation) {
    if (id < 0 || id >= topology.size()) {
      throw new IllegalArgumentException(
          "learner " + id + " of a topology of " + topology.size() + " learners");
    }
    this.id = id;
    this.settings = settings;
    Origins origins =
        Origins.of(
            topology.size(), settings.versions().fullUpTo(), settings.versions().tracked(), seed);
    versions = new VersionVector(origins, id, Version.of(incarnation, 0));
    // Unique per source over its incarnations too: a receiver takes an old number for a duplicate.
    pushSequence = Version.of(incarnation, 0);
    long streamId = (long) incarnation << Integer.SIZE | id;
    updateClock =
        new UpdateClock(
            settings.updates().pace(), RandomStream.named(seed, "update-clock", streamId));
    peers = new LivePeers(id, topology, RandomStream.named(seed, "peers", streamId));
    capacity = CapacityController.of(settings.capacity(), topology, origins);
    gossip =
        new GossipProcess(
            new GossipClock(RandomStream.named(seed, "gossip-clock", streamId)),
            capacity,
            rates,
            peers,
            counters);
    guard = new DivergenceGuard(settings.divergence());
    incoming = new IncomingPushes(settings.slotCount(), versions, task.parameters(), counters);
    theta = initialised(task, RandomStream.named(seed, "init", settings.commonInit() ? 0 : id));
    training =
        new LocalTraining(
            task,
            settings.optimizer(),
            new ObjectiveScale(settings.objective(), task.samples(), rates, counters),
            guard,
            RandomStream.named(seed, "data-order", streamId));
  }

  /** Starts both clocks. */
  public void start(long nowNs, LearnerEffects effects) {
    if (state != LearnerState.CREATED) {
      throw new IllegalStateException("learner " + id + " is " + state + ", not CREATED");
    }
    startedNs = nowNs;
    rates.start(nowNs, settings.updates().pace().updateRate());
    resume(nowNs, effects);
  }

  /** The next mini-batch is due. */
  public void onStep(long nowNs, LearnerEffects effects) {
    if (state != LearnerState.RUNNING) {
      return;
    }
    stepHeld = false;
    if (stepsDone == 0) {
      training.beginUpdate(Version.count(versions.own()), nowNs - startedNs);
    }
    int stepsPerUpdate = settings.updates().stepsPerUpdate();
    int until = settings.updates().atomic() ? stepsPerUpdate : stepsDone + 1;
    while (stepsDone < until) {
      double loss = training.step(theta);
      counters.steps++;
      stepsDone++;
      effects.record(LearnerEffects.Measure.BATCH_LOSS, loss);
      if (!guard.isSane(loss)) {
        quarantine("the loss of a mini-batch is " + loss, effects);
        return;
      }
    }
    if (stepsDone < stepsPerUpdate) {
      effects.wakeAt(Wake.STEP, nowNs);
    } else {
      completeUpdate(nowNs, effects);
    }
  }

  /** The next push is due. */
  public void onGossipTick(long nowNs, LearnerEffects effects) {
    if (!state.isActive() || !gossip.isArmed()) {
      return;
    }
    counters.gossipTicks++;
    capacity.onTick(pushUnderWay);
    if (pushUnderWay) {
      counters.pushesBusy++;
    } else {
      push(effects);
    }
    if (state.isActive()) {
      gossip.next(nowNs, effects);
    }
  }

  /** A frame has come; it is borrowed for the length of this call. */
  public void onFrame(FrameView frame, long nowNs, LearnerEffects effects) {
    if (refuses(frame)) {
      return;
    }
    IncomingPush push = incoming.accept(frame);
    if (push == null) {
      return;
    }
    if (frame.carriesVersions()) {
      if (push.hasAllVersions()) {
        push.fixWeight(weightOf(push));
      }
    } else if (!mix(push, frame)) {
      return;
    }
    if (push.isComplete()) {
      complete(push, nowNs, effects);
    }
  }

  /** The push asked for last has been dealt with; comes exactly once for each. */
  public void onPushSent(Offer outcome, long nowNs, LearnerEffects effects) {
    if (!pushUnderWay) {
      throw new IllegalStateException("learner " + id + " has no push under way");
    }
    pushUnderWay = false;
    switch (outcome) {
      case SENT -> counters.pushesSent++;
      case NOT_CONNECTED -> counters.pushesNotConnected++;
      case ABANDONED -> counters.pushesAbandoned++;
    }
    if (stepHeld && state == LearnerState.RUNNING) {
      stepHeld = false;
      effects.wakeAt(Wake.STEP, nowNs);
    }
  }

  /** From now on these learners can be reached; {@code changed} is copied. */
  public void onPeersChanged(BitSet changed, long nowNs, LearnerEffects effects) {
    peers.change(changed);
    rates.heard(peers.countHeard(versions));
    armGossip(nowNs, effects);
  }

  /** Stops the clocks; the model no longer changes, and every frame is refused. */
  public void stop(long nowNs) {
    if (state != LearnerState.CLOSED) {
      incoming.abandonAll();
      state = LearnerState.STOPPED;
    }
  }

  public int id() {
    return id;
  }

  public LearnerState state() {
    return state;
  }

  /** θ, which stays this learner's; not to be kept beyond {@link #close()}. */
  public ParameterVector parameters() {
    return theta;
  }

  /** What θ contains; it changes with the learner. */
  public VersionVector versions() {
    return versions;
  }

  /** I, which travels with each push. */
  public double capacityTrim() {
    return capacity.trim();
  }

  /** λ in pushes per second as decided last; 0 before the first decision. */
  public double gossipRate() {
    return gossip.gossipRate();
  }

  /** r̂ in updates per second of one learner, as estimated last; 0 before the first estimate. */
  public double networkUpdateRate() {
    return gossip.updateRate();
  }

  /**
   * Number of the push asked for last: the incarnation in the upper bits, as in {@link Version}.
   */
  public long pushSequence() {
    return pushSequence;
  }

  public LearnerCounters counters() {
    return counters;
  }

  /** Frees θ and everything beside it; a second call does nothing. */
  @Override
  public void close() {
    state = LearnerState.CLOSED;
    training.close();
    theta.close();
  }

  private void completeUpdate(long nowNs, LearnerEffects effects) {
    stepsDone = 0;
    versions.advanceOwn();
    counters.updates++;
    rates.onOwnUpdate(nowNs);
    if (updateClock.isPaced()) {
      effects.record(LearnerEffects.Measure.UPDATE_LATENESS_NS, updateClock.latenessNs(nowNs));
    }
    if (settings.updates().isLast(Version.count(versions.own()))) {
      state = LearnerState.FINISHED;
    } else {
      stepHeld = pushUnderWay && !updateClock.isPaced();
      effects.wakeAt(Wake.STEP, stepHeld ? nowNs + MAX_HOLD_NS : updateClock.next(nowNs));
    }
    armGossip(nowNs, effects);
  }

  private void push(LearnerEffects effects) {
    int peer = peers.draw();
    if (peer < 0) {
      counters.pushesWithoutPeer++;
    } else if (!guard.isSane(theta)) {
      quarantine("the model is no longer finite and within its bound", effects);
    } else {
      pushUnderWay = true;
      pushSequence++;
      counters.pushesAsked++;
      effects.push(peer);
    }
  }

  private boolean refuses(FrameView frame) {
    if (state == LearnerState.STOPPED || state == LearnerState.CLOSED) {
      counters.framesAfterStop++;
    } else if (frame.target() != id) {
      counters.framesMisdirected++;
    } else if (state == LearnerState.QUARANTINED && !settings.divergence().restartsFromPush()) {
      counters.framesInQuarantine++;
    } else {
      return false;
    }
    return true;
  }

  private double weightOf(IncomingPush push) {
    // A diverged model has nothing worth keeping: it is replaced.
    return state == LearnerState.QUARANTINED
        ? 1
        : settings.mixing().weight(versions, push.sourceVersion(), push.versions());
  }

  private boolean mix(IncomingPush push, FrameView frame) {
    if (!guard.isSane(frame.parameters())) {
      counters.framesInsane++;
      incoming.abandon(push);
      return false;
    }
    if (state == LearnerState.QUARANTINED) {
      clear(frame.offset(), frame.length());
    }
    Kernels.mix(theta, frame.offset(), frame.parameters(), (float) push.weight());
    push.advanceParameters(frame.length());
    counters.framesMixed++;
    return true;
  }

  /** Makes room for a model that replaces this one: 0·NaN would still be NaN. */
  private void clear(int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      theta.set(i, 0);
    }
  }

  private void complete(IncomingPush push, long nowNs, LearnerEffects effects) {
    push.close();
    counters.pushesMixed++;
    boolean isTracked = versions.origins().columnOf(push.source()) >= 0;
    if (isTracked) {
      effects.record(LearnerEffects.Measure.STALENESS_SAMPLE, push.staleness());
    }
    // Of a source never heard before all of its past counts: no measure of the gossip rate.
    boolean isTelling = isTracked && push.wasHeardBefore();
    capacity.onMixed(isTelling ? push.staleness() : Double.NaN, push.weight(), push.trim());
    if (state == LearnerState.QUARANTINED) {
      restart(push, nowNs, effects);
    } else {
      rates.onMixed(versions, push.versions());
      versions.raise(push.versions());
      armGossip(nowNs, effects);
    }
  }

  private void quarantine(String reason, LearnerEffects effects) {
    state = LearnerState.QUARANTINED;
    counters.quarantines++;
    incoming.abandonAll();
    gossip.disarm();
    effects.quarantined("learner " + id + " has diverged: " + reason);
  }

  private void restart(IncomingPush push, long nowNs, LearnerEffects effects) {
    counters.restarts++;
    versions.replace(push.versions());
    rates.heard(peers.countHeard(versions));
    training.reset();
    stepsDone = 0;
    resume(nowNs, effects);
  }

  private void resume(long nowNs, LearnerEffects effects) {
    state =
        settings.updates().isLast(Version.count(versions.own()))
            ? LearnerState.FINISHED
            : LearnerState.RUNNING;
    if (state == LearnerState.RUNNING) {
      updateClock.start(nowNs);
      effects.wakeAt(Wake.STEP, updateClock.next(nowNs));
    }
    armGossip(nowNs, effects);
  }

  private void armGossip(long nowNs, LearnerEffects effects) {
    if (state.isActive()) {
      gossip.arm(nowNs, effects);
    }
  }

  private static ParameterVector initialised(LocalTask task, RandomStream random) {
    ParameterVector fresh = ParameterVector.allocate(task.parameters());
    try {
      task.initialise(fresh, random);
      return fresh;
    } catch (RuntimeException | Error fault) {
      fresh.close();
      throw fault;
    }
  }
}
