package dev.starling.sim;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Offer;
import dev.starling.learning.StateReader;
import dev.starling.learning.Wake;
import dev.starling.random.RandomStream;
import dev.starling.run.InputLog;
import dev.starling.run.LearnerPace;
import java.util.BitSet;

/**
 * The place of one learner in virtual time, whoever sits there: it hands the inputs on and keeps
 * what the learner asked for. Used by one thread.
 *
 * <p>Speed. A natural clock wakes the learner when its mini-batch would be computed, step time over
 * speed after it began. A paced clock has its own schedule, which {@link LearnerPace} stretches.
 */
final class Seat implements LearnerEffects {
  private static final int NOBODY = -1;
  private static final double NS_PER_SECOND = 1e9;

  private final int id;
  private final VirtualCluster cluster;
  private final boolean paced;
  private final double stepNs;
  private final double stepJitter;
  private final RandomStream stepTimes;
  private final LearnerPace pace = new LearnerPace();

  private Learner learner;
  private LearnerEffects effects = this;
  private InputLog log;
  private LearnerState state;
  private LearnerState stateBeforeStop;
  private int incarnation;
  private int asked = NOBODY;
  private ExchangeMessage message;
  private long newestVersion;
  private int pushTarget = NOBODY;
  private long seatedNs;
  private LearnerCounters countedBefore;
  private long lastMixedNs;
  private long updatesMadeBefore;

  /**
   * @param stepNs natural clocks: mean time of a mini-batch at speed 1
   */
  Seat(
      int id,
      VirtualCluster cluster,
      boolean paced,
      double stepNs,
      double stepJitter,
      RandomStream stepTimes) {
    this.id = id;
    this.cluster = cluster;
    this.paced = paced;
    this.stepNs = stepNs;
    this.stepJitter = stepJitter;
    this.stepTimes = stepTimes;
  }

  int id() {
    return id;
  }

  /** Who sits here; null when away. */
  Learner learner() {
    return learner;
  }

  boolean isAway() {
    return learner == null;
  }

  /** The incarnation that will sit down next. */
  int incarnation() {
    return incarnation;
  }

  /** When it last mixed a whole push; 0 when it has not yet. */
  long lastMixedNs() {
    return lastMixedNs;
  }

  /** Updates in the model that this learner had when it went. */
  long updatesMadeBefore() {
    return updatesMadeBefore;
  }

  /** The highest version that this learner has ever had. */
  long newestVersion() {
    return learner == null ? newestVersion : learner.versions().own();
  }

  /** Records from now on all that the learner hears and says. */
  void record(InputLog to) {
    log = to;
    effects = to.recording(this);
  }

  void sitDown(Learner fresh) {
    learner = fresh;
    seatedNs = cluster.nowNs();
    countedBefore = fresh.counters().snapshot();
    incarnation++;
    state = fresh.state();
  }

  /** What the learner has done since it sat down. */
  LearnerActivity activity(double updateRate) {
    return LearnerActivity.of(
        id,
        learner.counters().minus(countedBefore),
        (cluster.nowNs() - seatedNs) / NS_PER_SECOND,
        paced ? updateRate : Double.NaN,
        Double.NaN,
        cluster.links().lostShare(id));
  }

  void start(long nowNs) {
    if (log != null) {
      log.onStart(nowNs);
    }
    learner.start(nowNs, effects);
    noteState();
  }

  /** The learner has come back with nothing, and waits for a model. */
  void awaitModel(long nowNs) {
    if (log != null) {
      log.onAwaitModel(0, 0, nowNs);
    }
    learner.awaitModel(0, 0, nowNs, effects);
    noteState();
  }

  /** The learner has come back, and goes on from what it saved. */
  void restore(StateReader saved, long nowNs) {
    if (log != null) {
      log.onRestored(nowNs);
    }
    learner.onRestored(saved, nowNs, effects);
    countedBefore = learner.counters().snapshot();
    noteState();
  }

  /** The learner goes; returns what it counted. */
  LearnerCounters getUp(long nowNs) {
    stop(nowNs);
    newestVersion = learner.versions().own();
    updatesMadeBefore = learner.updatesMade();
    LearnerCounters counters = learner.counters().snapshot();
    try {
      if (log != null) {
        log.onEnd(learner);
      }
    } finally {
      learner.close();
    }
    learner = null;
    asked = NOBODY;
    message = null;
    return counters;
  }

  /** The learner stays, but its clocks stand still. */
  void stop(long nowNs) {
    if (log != null) {
      log.onStop(nowNs);
    }
    stateBeforeStop = state;
    learner.stop(nowNs);
    noteState();
  }

  /** In which state the stop found the learner. */
  LearnerState stateBeforeStop() {
    return stateBeforeStop;
  }

  void onStep(long nowNs) {
    if (log != null) {
      log.onStep(nowNs);
    }
    pace.beginStep(learner.counters().updates());
    learner.onStep(nowNs, effects);
    pace.endStep();
    noteState();
  }

  void onGossipTick(long nowNs) {
    if (log != null) {
      log.onGossipTick(nowNs);
    }
    learner.onGossipTick(nowNs, effects);
    noteState();
  }

  void onFrame(FrameView frame, long nowNs) {
    if (log != null) {
      log.onFrame(frame, nowNs);
    }
    long mixed = learner.counters().pushesMixed();
    learner.onFrame(frame, nowNs, effects);
    if (learner.counters().pushesMixed() > mixed) {
      lastMixedNs = nowNs;
      cluster.links().onMixed(frame.source(), id, nowNs);
    }
    noteState();
  }

  void onSent(Offer outcome, long nowNs) {
    if (log != null) {
      log.onPushSent(outcome, nowNs);
    }
    if (outcome == Offer.SENT && pushTarget != NOBODY) {
      cluster.links().onSent(id, pushTarget);
    }
    pushTarget = NOBODY;
    learner.onPushSent(outcome, nowNs, effects);
  }

  void onPeersChanged(BitSet live, long nowNs) {
    if (log != null) {
      log.onPeersChanged(live, nowNs);
    }
    learner.onPeersChanged(live, nowNs, effects);
  }

  /** The peer of a push that was asked for and not sent yet, or −1; asks once. */
  int takeAsked() {
    int peer = asked;
    asked = NOBODY;
    pushTarget = peer == NOBODY ? pushTarget : peer;
    return peer;
  }

  /** The message that was asked for and not sent yet, or null; asks once. */
  ExchangeMessage takeMessage() {
    ExchangeMessage taken = message;
    message = null;
    return taken;
  }

  /** From now on it updates at {@code factor} times its normal speed. */
  void changeSpeed(double factor) {
    if (pace.change(factor, cluster.nowNs()) && learner != null) {
      cluster.wakeAt(id, Wake.STEP, pace.passesNs());
    }
  }

  @Override
  public void push(int peer) {
    asked = peer;
  }

  @Override
  public void send(ExchangeMessage toSend) {
    message = toSend;
    cluster.addSender(this);
  }

  @Override
  public void wakeAt(Wake kind, long deadlineNs) {
    if (kind == Wake.GOSSIP) {
      cluster.wakeAt(id, kind, deadlineNs);
    } else if (paced) {
      long updates = learner.counters().updates();
      cluster.wakeAt(id, kind, pace.passesAt(deadlineNs, updates, cluster.nowNs()));
    } else {
      pace.passAt(Math.max(deadlineNs, cluster.nowNs()) + stepTimeNs());
      cluster.wakeAt(id, kind, pace.passesNs());
    }
  }

  @Override
  public void record(Measure measure, double value) {
    if (measure == Measure.STALENESS_SAMPLE) {
      cluster.addStalenessSample(value);
    }
  }

  @Override
  public void quarantined(String reason) {
    cluster.noteQuarantine(reason);
  }

  private long stepTimeNs() {
    double exponential = stepJitter == 0 ? 0 : stepJitter * stepTimes.nextExponential();
    return (long) (stepNs * (1 - stepJitter + exponential) / pace.speed());
  }

  private void noteState() {
    if (learner.state() != state) {
      cluster.noteState(state, learner.state());
      state = learner.state();
    }
  }
}
