package dev.starling.learning;

import dev.starling.params.ParameterVector;
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
  private final int id;
  private final LearnerSettings settings;
  private final LearnerParts parts;
  private final ParameterVector theta;
  private final VersionVector versions;
  private final LearnerCounters counters;
  private final RateEstimator rates;
  private final ModelCheck check;
  private final UpdateProcess updates;
  private final GossipProcess gossip;
  private final LivePeers peers;
  private final GossipProtocol protocol;

  private LearnerState state = LearnerState.CREATED;

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
    this(id, settings, task, topology, seed, incarnation, new PushBlocks());
  }

  /**
   * As above, for one of many learners of a thread.
   *
   * @param blocks shared with the others of its thread
   */
  public Learner(
      int id,
      LearnerSettings settings,
      LocalTask task,
      Topology topology,
      long seed,
      int incarnation,
      PushBlocks blocks) {
    this.id = id;
    this.settings = settings;
    parts = LearnerParts.assemble(id, settings, task, topology, seed, incarnation, blocks);
    // Held here as well: what an input reads is one step nearer.
    theta = parts.theta();
    versions = parts.versions();
    counters = parts.counters();
    rates = parts.rates();
    check = parts.check();
    updates = parts.updates();
    gossip = parts.gossip();
    peers = parts.peers();
    protocol = parts.protocol();
  }

  /** Starts both clocks. */
  public void start(long nowNs, LearnerEffects effects) {
    requireCreated();
    updates.start(nowNs);
    rates.start(nowNs, settings.updates().pace().updateRate());
    resume(nowNs, effects);
  }

  /**
   * Goes on from what {@link #save} has written, with all times shifted to now: bit-equal to a
   * learner that never stopped, if the incarnation is the same and nothing was under way. In a
   * higher incarnation the updates in the saved model are those of the former one. What it costs to
   * have come back {@link VersionVector#ownLost()} tells as soon as somebody else has been heard.
   *
   * @throws IllegalArgumentException when the state is of another learner, another shape of model,
   *     a higher incarnation or another format; the learner is then of no use
   */
  public void onRestored(StateReader saved, long nowNs, LearnerEffects effects) {
    requireCreated();
    parts.restore(saved, nowNs);
    state = activeState();
    if (state == LearnerState.RUNNING) {
      updates.resume(nowNs, effects);
    }
    gossip.resume(nowNs, effects);
  }

  /**
   * Has come back with no state that could be read: its clocks start once it has received whole
   * models, whose mean takes the place of its own; see {@link FirstModels}. If none comes within
   * {@value FirstModels#MAX_AWAIT_NS} ns they start with its own: where nobody gossips any more it
   * would wait for ever. Steps and limits go on from how far it had come, as far as that is known.
   *
   * @param updatesMade in former incarnations
   * @param elapsedNs since the learner's run began
   */
  public void awaitModel(long updatesMade, long elapsedNs, long nowNs, LearnerEffects effects) {
    requireCreated();
    updates.startAfter(updatesMade, nowNs - elapsedNs);
    versions.beginCatchingUp();
    rates.start(nowNs, settings.updates().pace().updateRate());
    state = LearnerState.AWAITING_MODEL;
    effects.wakeAt(Wake.STEP, parts.firstModels().begin(nowNs));
  }

  /**
   * Writes all that {@link #onRestored} needs, as it is between two inputs. Pushes and exchanges
   * under way are not part of it.
   */
  public void save(StateWriter out, long nowNs) {
    if (!state.isActive() && state != LearnerState.STOPPED) {
      throw new IllegalStateException("learner " + id + " is " + state + ": nothing to save");
    }
    parts.save(out, nowNs);
  }

  /** The next mini-batch is due, or a model was awaited for long enough. */
  public void onStep(long nowNs, LearnerEffects effects) {
    if (state == LearnerState.AWAITING_MODEL) {
      endAwaiting(nowNs, effects);
      return;
    }
    if (state != LearnerState.RUNNING) {
      return;
    }
    check.forget();
    double loss = updates.step(theta, nowNs, effects);
    if (!check.isSane(loss)) {
      quarantine("the loss of a mini-batch is " + loss, effects);
    } else if (updates.isUpdateComplete()) {
      updates.countUpdate(nowNs, effects);
      rates.onOwnUpdate(nowNs);
      state = activeState();
      if (state == LearnerState.RUNNING) {
        updates.next(protocol.isSending(), nowNs, effects);
      }
      gossip.onOwnUpdate(nowNs, effects);
    }
  }

  /** The next push is due. */
  public void onGossipTick(long nowNs, LearnerEffects effects) {
    if (!state.isActive() || !gossip.isArmed()) {
      return;
    }
    protocol.onTick(nowNs, effects);
    boolean busy = protocol.isBusy();
    gossip.onTick(busy, nowNs);
    if (!busy) {
      turnToAPeer(nowNs, effects);
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
    boolean isAwaiting = state == LearnerState.AWAITING_MODEL;
    boolean replacing =
        state == LearnerState.QUARANTINED || (isAwaiting && parts.firstModels().isEmpty());
    // Otherwise what the others have done meanwhile shows in their counts.
    boolean knewNobody = versions.isCatchingUp() && versions.countHeard(learner -> true) == 1;
    GossipProtocol.Mixed mixed = protocol.onFrame(frame, replacing, nowNs, effects);
    if (mixed == GossipProtocol.Mixed.NOTHING) {
      // There is more to come, or it was refused and counted.
      return;
    }
    if (knewNobody) {
      updates.catchUpWith(versions.medianOfOthers());
    }
    if (isAwaiting) {
      takeFirstModel(frame.source(), nowNs, effects);
    } else if (mixed == GossipProtocol.Mixed.REPLACEMENT) {
      restart(nowNs, effects);
    } else {
      armGossip(nowNs, effects);
    }
  }

  /** What is about to be told as sent has still so far to go; 0 where nobody tells. */
  public void noteTransit(long transitNs) {
    gossip.noteTransit(transitNs);
  }

  /** What was asked to be sent last has been dealt with; comes exactly once for each. */
  public void onPushSent(Offer outcome, long nowNs, LearnerEffects effects) {
    protocol.onSent(outcome, nowNs, effects);
    if (state == LearnerState.RUNNING) {
      updates.release(nowNs, effects);
    }
  }

  /** From now on these learners can be reached; {@code changed} is copied. */
  public void onPeersChanged(BitSet changed, long nowNs, LearnerEffects effects) {
    peers.change(changed);
    protocol.onPeersChanged(peers);
    rates.heard(peers.countHeard(versions));
    armGossip(nowNs, effects);
  }

  /** Stops the clocks; the model no longer changes, and every frame is refused. */
  public void stop(long nowNs) {
    if (state != LearnerState.CLOSED) {
      protocol.abandonAll();
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

  /**
   * Whether θ is within its bound for certain: it was when it was looked at last, and no step has
   * been made since. Then no part of it needs a look before it is sent.
   */
  public boolean isKnownSane() {
    return check.isKnownSane();
  }

  /** What θ contains; it changes with the learner. */
  public VersionVector versions() {
    return versions;
  }

  /** I, which travels with each push. */
  public double capacityTrim() {
    return gossip.trim();
  }

  /** λ in pushes per second as asked for last; 0 before the first decision. */
  public double gossipRate() {
    return gossip.gossipRate();
  }

  /** What links carry of it, and the staleness that this will give. */
  GossipProcess gossip() {
    return gossip;
  }

  /** r̂ in updates per second of one learner, as estimated last; 0 before the first estimate. */
  public double networkUpdateRate() {
    return gossip.updateRate();
  }

  /**
   * Number of the push or exchange begun last: the incarnation in the upper bits, as in {@link
   * Version}.
   */
  public long pushSequence() {
    return protocol.sequence();
  }

  /** Own updates that θ was made with, those of earlier incarnations included. */
  public long updatesMade() {
    return updates.updatesMade();
  }

  /** The peer that gave the last of the models that it came back with; −1 when nobody did. */
  public int modelGiver() {
    return parts.firstModels().giver();
  }

  public LearnerCounters counters() {
    return counters;
  }

  /** What the seed has decided for this learner so far, for comparison with another run. */
  public SeededDraws draws() {
    return parts.draws();
  }

  /** Frees θ and everything beside it; a second call does nothing. */
  @Override
  public void close() {
    state = LearnerState.CLOSED;
    parts.close();
  }

  private void requireCreated() {
    if (state != LearnerState.CREATED) {
      throw new IllegalStateException("learner " + id + " is " + state + ", not CREATED");
    }
  }

  private void turnToAPeer(long nowNs, LearnerEffects effects) {
    int peer = peers.draw();
    if (peer < 0) {
      counters.pushesWithoutPeer++;
    } else if (!check.isSane()) {
      quarantine("the model is no longer finite and within its bound", effects);
    } else {
      protocol.begin(peer, nowNs, effects);
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

  private void quarantine(String reason, LearnerEffects effects) {
    state = LearnerState.QUARANTINED;
    counters.quarantines++;
    protocol.abandonAll();
    gossip.disarm();
    effects.quarantined("learner " + id + " has diverged: " + reason);
  }

  private void takeFirstModel(int source, long nowNs, LearnerEffects effects) {
    // The next one tells of advances, which are judged by the number of origins known till then.
    rates.heard(peers.countHeard(versions));
    long deadlineNs = parts.firstModels().take(source, peers.count() - 1, nowNs);
    if (deadlineNs == nowNs) {
      endAwaiting(nowNs, effects);
    } else {
      effects.wakeAt(Wake.STEP, deadlineNs);
    }
  }

  private void endAwaiting(long nowNs, LearnerEffects effects) {
    parts.firstModels().end();
    if (parts.firstModels().isEmpty()) {
      resume(nowNs, effects);
    } else {
      restart(nowNs, effects);
    }
  }

  private void restart(long nowNs, LearnerEffects effects) {
    counters.restarts++;
    rates.heard(peers.countHeard(versions));
    updates.reset();
    resume(nowNs, effects);
  }

  private void resume(long nowNs, LearnerEffects effects) {
    state = activeState();
    if (state == LearnerState.RUNNING) {
      updates.begin(nowNs, effects);
    }
    armGossip(nowNs, effects);
  }

  private LearnerState activeState() {
    return updates.isThrough() ? LearnerState.FINISHED : LearnerState.RUNNING;
  }

  private void armGossip(long nowNs, LearnerEffects effects) {
    if (state.isActive()) {
      gossip.arm(nowNs, effects);
    }
  }
}
