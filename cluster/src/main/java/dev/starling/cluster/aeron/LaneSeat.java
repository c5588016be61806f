package dev.starling.cluster.aeron;

import akka.actor.typed.ActorRef;
import dev.starling.actor.LearnerLane;
import dev.starling.actor.LearnerMessage;
import dev.starling.actor.StartingState;
import dev.starling.actor.StateSource;
import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Offer;
import dev.starling.learning.Wake;
import dev.starling.run.InputLog;
import dev.starling.run.LearnerPace;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.agrona.concurrent.NanoClock;

/**
 * One learner on its lane: brings it its inputs and performs its effects. A push is begun at once,
 * inside the tick that asked for it, and goes on in later duty cycles only where Aeron pushes back.
 * Where the learner's inputs are logged, each is, with the time that it is given.
 */
final class LaneSeat implements LearnerLane.Seat, LearnerEffects {
  private final ActorRef<LearnerMessage> self;
  private final LaneRun run;
  private final NanoClock clock;
  private final LaneClock laneClock;
  private final LaneLog log;
  private final LearnerPace pace = new LearnerPace();
  private final int incarnation;
  private final SeatBeginning beginning;
  private final SeatPresence presence;
  private Learner learner;
  private LearnerInputs inputs;
  private SendCursor cursor;

  private boolean away;
  private boolean stepQueued;
  private boolean left;

  /**
   * @param incarnation that the learner has
   * @param updates of the model in {@code state}
   * @param inputLog null when nobody logs the inputs of this learner
   */
  LaneSeat(
      Learner learner,
      int incarnation,
      StartingState state,
      long updates,
      ActorRef<LearnerMessage> self,
      LaneRun run,
      NanoClock clock,
      LaneClock laneClock,
      LaneLog log,
      SendCursor cursor,
      InputLog inputLog) {
    this.incarnation = incarnation;
    beginning = new SeatBeginning(state, updates);
    presence = new SeatPresence(clock);
    this.self = self;
    this.run = run;
    this.clock = clock;
    this.laneClock = laneClock;
    this.log = log;
    take(learner, cursor, inputLog);
  }

  @Override
  public StateSource source() {
    return beginning.source();
  }

  @Override
  public long updates() {
    return learner.state() == LearnerState.CREATED ? beginning.updates() : learner.updatesMade();
  }

  @Override
  public boolean isTaken() {
    return !left;
  }

  @Override
  public CompletionStage<Void> handOver() {
    // When the run is over, what it left has been saved already.
    boolean goesOnElsewhere = presence.isRunning() && isSaveable();
    CompletionStage<Void> safe =
        goesOnElsewhere
            ? run.checkpoints().saveLast(this)
            : CompletableFuture.completedFuture(null);
    leave();
    return safe;
  }

  /** Whether the learner has a model that is worth saving. */
  boolean isSaveable() {
    return learner.state().isActive() || presence.stoppedActive();
  }

  @Override
  public int incarnation() {
    return incarnation;
  }

  int learnerId() {
    return learner.id();
  }

  Learner learner() {
    return learner;
  }

  /** Whether the learner has diverged and not recovered. */
  boolean isQuarantined() {
    return presence.isOrStoppedAs(LearnerState.QUARANTINED, learner.state());
  }

  /** Whether the learner waits for a model to go on from, or did so when the clocks stopped. */
  boolean isAwaitingModel() {
    return presence.isOrStoppedAs(LearnerState.AWAITING_MODEL, learner.state());
  }

  /** For how long the learner has been there, until the clocks stopped; 0 before it began. */
  long thereNs() {
    return presence.thereNs();
  }

  /**
   * What the learner has done since it began, until the clocks stopped.
   *
   * @param laneBusy share of its time that the lane worked; NaN where that says nothing
   */
  LearnerActivity activity(double laneBusy) {
    return LearnerActivity.of(
        learner.id(),
        beginning.countedSince(learner.counters()),
        presence.thereSeconds(),
        run.pacedRate(learner.id()),
        laneBusy,
        run.links().lostShare(learner.id()));
  }

  /** A learner that comes by the plan of its run begins, unless it has. */
  void beginIfNew(StartingState itsState, BitSet known, long nowNs) {
    if (learner.state() == LearnerState.CREATED) {
      beginning.changeTo(itsState);
      begin(known, nowNs);
    }
  }

  /**
   * Starts the clocks, as the state has it that the learner begins with.
   *
   * @param known who can be reached; null while all can
   */
  void begin(BitSet known, long nowNs) {
    presence.begin();
    boolean isRestored = beginning.isRestored();
    if (!isRestored && known != null) {
      onPeersChanged(known, nowNs);
    }
    beginning.begin(learner, inputs, run.sinceStartNs(nowNs), nowNs);
    if (isRestored && known != null) {
      onPeersChanged(known, nowNs);
    }
    if (isRestored) {
      run.onRestored(this);
    }
    settlePush();
  }

  void stopClocks(long nowNs) {
    presence.stop(learner.state());
    stopLearner(nowNs);
    run.seats().clearClocks(this);
  }

  /** The learner goes, and its model with it. */
  void goAway(long nowNs) {
    away = true;
    closeLearner(nowNs);
  }

  /** The learner comes back as {@code fresh}, which has a cursor and a log of its own. */
  void sitDown(Learner fresh, SendCursor itsCursor, InputLog itsLog) {
    take(fresh, itsCursor, itsLog);
    away = false;
  }

  private void take(Learner fresh, SendCursor itsCursor, InputLog itsLog) {
    learner = fresh;
    cursor = itsCursor;
    inputs = new LearnerInputs(fresh, itsLog, this);
  }

  void onPeersChanged(BitSet known, long nowNs) {
    inputs.onPeersChanged(known, nowNs);
    settlePush();
  }

  /** From now on it goes at {@code factor} times its normal speed; paced clocks only. */
  void changeSpeed(double factor, boolean isThere, long nowNs) {
    if (pace.change(factor, nowNs) && isThere) {
      run.seats().wakeAt(this, Wake.STEP, pace.passesNs());
    }
  }

  @Override
  public void step() {
    stepQueued = false;
    if (left || away) {
      return;
    }
    long startNs = clock.nanoTime();
    long nowNs = laneClock.nanoTime();
    boolean awaited = learner.state() == LearnerState.AWAITING_MODEL;
    pace.beginStep(learner.counters().updates());
    inputs.onStep(nowNs);
    pace.endStep();
    settlePush();
    if (presence.isRunning()) {
      log.spendWithin(Tally.STEP_NS, clock.nanoTime() - startNs);
    }
    noteModel(awaited);
    run.noteProgress(this);
  }

  void onWake(Wake kind, long deadlineNs, long nowNs) {
    if (kind == Wake.STEP) {
      queueStep();
      return;
    }
    log.addTickLateness(nowNs - deadlineNs);
    inputs.onGossipTick(nowNs);
    settlePush();
  }

  void onFrame(FrameView frame, long nowNs) {
    long mixed = learner.counters().pushesMixed();
    boolean awaited = learner.state() == LearnerState.AWAITING_MODEL;
    inputs.onFrame(frame, nowNs);
    noteModel(awaited);
    if (learner.counters().pushesMixed() > mixed) {
      run.links().onMixed(frame.source(), learner.id(), run.sinceStartNs(nowNs));
      // One that waited for a model may have been through before it came here.
      run.noteProgress(this);
    }
    settlePush();
  }

  /** Tells with which model a learner goes on that has waited for one. */
  private void noteModel(boolean awaited) {
    if (awaited && learner.state() != LearnerState.AWAITING_MODEL) {
      run.onModelAwaited(this);
    }
  }

  boolean isSending() {
    return cursor.isActive();
  }

  int continuePush() {
    int frames = cursor.advance();
    settlePush();
    return frames;
  }

  @Override
  public void leave() {
    if (!left) {
      left = true;
      run.attendance().dismiss(this);
      if (!away) {
        closeLearner(laneClock.nanoTime());
      }
    }
  }

  private void closeLearner(long nowNs) {
    try {
      // Its pushes that are half there count as partial once it has stopped.
      stopLearner(nowNs);
      log.keep(learner.counters());
      log.add(Tally.LEARNER_NS, thereNs());
      presence.end();
      inputs.end();
    } finally {
      learner.close();
    }
  }

  private void stopLearner(long nowNs) {
    if (learner.state() != LearnerState.STOPPED) {
      inputs.stop(nowNs);
    }
  }

  @Override
  public void push(int peer) {
    cursor.push(peer);
    sendNow();
  }

  @Override
  public void send(ExchangeMessage message) {
    cursor.send(message);
    sendNow();
  }

  /** At once, unless others wait already: then in this duty cycle, behind them. */
  private void sendNow() {
    if (!run.seats().isSending()) {
      cursor.advance();
    }
    if (cursor.isActive()) {
      run.seats().addSending(this);
    }
  }

  @Override
  public void wakeAt(Wake kind, long deadlineNs) {
    if (kind == Wake.GOSSIP) {
      run.seats().wakeAt(this, kind, deadlineNs);
      return;
    }
    long nowNs = laneClock.nanoTime();
    long wakeNs =
        run.isPaced() ? pace.passesAt(deadlineNs, learner.counters().updates(), nowNs) : deadlineNs;
    if (wakeNs <= nowNs) {
      run.seats().clear(this, Wake.STEP);
      queueStep();
    } else {
      run.seats().wakeAt(this, kind, wakeNs);
    }
  }

  @Override
  public void record(Measure measure, double value) {
    log.record(measure, value, pace.stretchNs());
  }

  @Override
  public void quarantined(String reason) {
    run.noteQuarantine(learner.id(), reason);
  }

  /** A second one in the mailbox would be a second chain of steps. */
  private void queueStep() {
    if (!stepQueued) {
      stepQueued = true;
      self.tell(LearnerMessage.Step.INSTANCE);
    }
  }

  /** Answers for a push that ended inside the input or the duty cycle just past. */
  private void settlePush() {
    // An answer may bring the next message, which may leave at once.
    while (cursor.hasOutcome()) {
      Offer outcome = cursor.takeOutcome();
      if (outcome == Offer.SENT) {
        learner.noteTransit(cursor.transitNs());
      }
      if (outcome == Offer.SENT && cursor.isPush()) {
        run.links().onSent(learner.id(), cursor.target());
      }
      inputs.onPushSent(outcome, laneClock.nanoTime());
    }
  }
}
