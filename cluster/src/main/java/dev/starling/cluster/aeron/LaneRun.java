package dev.starling.cluster.aeron;

import akka.actor.typed.ActorRef;
import dev.starling.actor.LearnerMessage;
import dev.starling.actor.StartingState;
import dev.starling.actor.StateSource;
import dev.starling.data.DataSet;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerState;
import dev.starling.learning.LinkLog;
import dev.starling.learning.StalenessGrid;
import dev.starling.model.Evaluation;
import dev.starling.run.InputLog;
import dev.starling.run.RunDescription;
import dev.starling.run.Workspace;
import dev.starling.wire.FrameWriter;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.agrona.concurrent.NanoClock;

/**
 * One lane's part of a run: its seats, the workspace that they share, and what is read off them.
 * Used by the lane's thread.
 */
public final class LaneRun implements AutoCloseable {
  private final PreparedRun prepared;
  private final NanoClock clock;
  private final LaneClock laneClock;
  private final LaneLog log;
  private final Workspace workspace;
  private final SeatTable seats;
  private final LaneAttendance attendance;
  private final LaneCheckpoints checkpoints;
  private final LaneReturns returns;
  private final BitSet finished = new BitSet();
  private final FrameWatch watch;
  private Function<Learner, SendCursor> cursors;

  /** Who can be reached; null while all can. */
  private BitSet known;

  private boolean begun;
  private long startNs;
  private long machineStartNs;
  private long machineStopNs;
  private double busyShareAtStop = Double.NaN;
  private boolean stopped;
  private long nextGridIndex;
  private StalenessGrid grid;

  LaneRun(PreparedRun prepared, int lanes, NanoClock clock, LaneClock laneClock, LaneLog log) {
    this.prepared = prepared;
    this.clock = clock;
    this.laneClock = laneClock;
    this.log = log;
    watch = prepared.watch();
    know(prepared.liveAtFirst());
    workspace = prepared.assembly().newWorkspace();
    seats = new SeatTable(prepared.description().learners(), lanes, laneClock);
    attendance = new LaneAttendance(seats);
    checkpoints = new LaneCheckpoints(prepared, this, clock, log);
    returns = new LaneReturns(prepared, this);
  }

  LaneCheckpoints checkpoints() {
    return checkpoints;
  }

  /** The lane's time. */
  long laneTimeNs() {
    return laneClock.nanoTime();
  }

  SeatTable seats() {
    return seats;
  }

  LaneAttendance attendance() {
    return attendance;
  }

  boolean isPaced() {
    return prepared.description().clock().isPaced();
  }

  long key() {
    return prepared.key();
  }

  /** Mean absolute parameter above which a model counts as diverged. */
  double parameterBound() {
    return prepared.description().divergence().parameterBound();
  }

  /** Frames of one push whose frames have up to {@code payloadBytes}. */
  int framesPerPush(int payloadBytes) {
    int versions = FrameWriter.maxVersionsPerFrame(payloadBytes);
    int parameters = FrameWriter.maxParametersPerFrame(payloadBytes);
    return ceilDiv(prepared.assembly().origins().count(), versions)
        + ceilDiv(workspace.parameters(), parameters);
  }

  /** What happens to pushes on their way in. */
  InjectedFaults faults() {
    return prepared.faults();
  }

  LaneSeat take(
      int learner,
      int incarnation,
      StartingState asked,
      ActorRef<LearnerMessage> self,
      DataPlane plane,
      Directory directory,
      int lane) {
    StartingState state = asked;
    long updates = asked.knownUpdates();
    if (asked.source() == StateSource.CHECKPOINT) {
      try {
        updates = updatesIn(asked, learner, incarnation);
      } catch (IllegalArgumentException unfit) {
        prepared.listener().onUnfit(learner, unfit.getMessage());
        state = asked.withoutSaved();
      }
    }
    finished.clear(learner);
    Learner built = prepared.assembly().newLearner(learner, incarnation, workspace);
    cursors = fresh -> new SendCursor(fresh, plane, directory, lane, this, log, clock);
    boolean isThere = prepared.liveAtFirst().get(learner);
    LaneSeat seat;
    try {
      seat =
          new LaneSeat(
              built,
              incarnation,
              state,
              updates,
              self,
              this,
              clock,
              laneClock,
              log,
              cursors.apply(built),
              state.source() == StateSource.CHECKPOINT ? null : logOf(built, incarnation));
      attendance.admit(seat, isThere);
    } catch (RuntimeException fault) {
      built.close();
      throw fault;
    }
    if (begun && isThere) {
      seat.begin(known, laneClock.nanoTime());
    }
    return seat;
  }

  /**
   * Updates of the model in a saved state, found by a learner that takes it and is gone: what does
   * not fit is known before anybody is told where the model comes from.
   *
   * @throws IllegalArgumentException when the learner cannot take it
   */
  private long updatesIn(StartingState state, int learner, int incarnation) {
    try (Learner trial = prepared.assembly().newLearner(learner, incarnation, workspace)) {
      trial.onRestored(state.saved().get(), laneClock.nanoTime(), NoEffects.INSTANCE);
      return trial.updatesMade();
    }
  }

  /** Starts the clocks of all learners; those that take a seat later start at once. */
  void begin() {
    if (!begun) {
      begun = true;
      grid = prepared.grid();
      machineStartNs = clock.nanoTime();
      log.startTimes(machineStartNs);
      // On a node that joins in mid-run the others have been measured for a while.
      nextGridIndex = grid.firstIndexFrom(machineStartNs);
      long nowNs = laneClock.nanoTime();
      startNs = nowNs - (machineStartNs - grid.timeNs(0));
      seats.forEach(seat -> seat.begin(known, nowNs));
      checkpoints.begin();
    }
  }

  /** Lets learners come, go and change their speed; {@code known} can be reached from now on. */
  void change(List<LearnerChange> changes, BitSet known) {
    know(known);
    attendance.apply(changes, known, this, laneClock.nanoTime());
  }

  private void know(BitSet reachable) {
    known = reachable.cardinality() == prepared.description().learners() ? null : reachable;
  }

  /** Gives a learner that comes its model, unless it has one that nobody has used. */
  void renew(LaneSeat seat, int incarnation) {
    int learner = seat.learnerId();
    finished.clear(learner);
    if (seat.learner().state() != LearnerState.CREATED) {
      Learner fresh = prepared.assembly().newLearner(learner, incarnation, workspace);
      seat.sitDown(fresh, cursors.apply(fresh), logOf(fresh, incarnation));
    }
  }

  private InputLog logOf(Learner fresh, int incarnation) {
    return prepared.inputLogs().of(fresh, incarnation).orElse(null);
  }

  /**
   * Run time at {@code nowNs} of this lane's clock; 0 before the start, when lanes that started
   * earlier may push here already.
   */
  long sinceStartNs(long nowNs) {
    return begun ? nowNs - startNs : 0;
  }

  /** What each link has carried. */
  LinkLog links() {
    return prepared.links();
  }

  /** Updates per second that the paced clock of a learner is set to; NaN with natural clocks. */
  double pacedRate(int learner) {
    RunDescription run = prepared.description();
    return run.clock().isPaced()
        ? run.clock().updateRate() * run.clock().speedOf(learner, run.learners())
        : Double.NaN;
  }

  /**
   * Share of the time between its start and its stop that this lane worked; NaN with natural
   * clocks.
   */
  double busyShare() {
    if (stopped) {
      return busyShareAtStop;
    }
    return prepared.description().clock().isPaced()
        ? (double) log.busyNs() / elapsedNs()
        : Double.NaN;
  }

  /** Time since this lane started its clocks, until they stopped; 0 before. */
  long elapsedNs() {
    return begun ? (stopped ? machineStopNs : clock.nanoTime()) - machineStartNs : 0;
  }

  /** Stops all clocks; from here on no θ changes. */
  void stopClocks() {
    prepared.endMeasuring();
    busyShareAtStop = busyShare();
    machineStopNs = clock.nanoTime();
    log.stopTimes(Tally.CHORES_NS, machineStopNs);
    stopped = true;
    checkpoints.stop();
    long nowNs = laneClock.nanoTime();
    seats.forEach(seat -> seat.stopClocks(nowNs));
  }

  /** When the next row of the staleness grid is due; never while nothing is measured. */
  long nextRowNs() {
    return grid == null || !prepared.isMeasuring() ? Long.MAX_VALUE : grid.timeNs(nextGridIndex);
  }

  /** Records every learner's versions for the row that is due. */
  void recordRow() {
    long index = nextGridIndex;
    seats.forEach(seat -> recordIn(index, seat));
    nextGridIndex++;
  }

  private void recordIn(long index, LaneSeat seat) {
    if (seat.isAwaitingModel()) {
      grid.recordAwaiting(seat.learnerId(), index, seat.learner().versions());
    } else {
      grid.record(seat.learnerId(), index, seat.learner().versions());
    }
  }

  void noteProgress(LaneSeat seat) {
    if (seat.learner().state() == LearnerState.FINISHED && !finished.get(seat.learnerId())) {
      finished.set(seat.learnerId());
      prepared.endMeasuring();
      prepared.listener().onFinished(seat.learnerId());
    }
  }

  void noteQuarantine(int learner, String reason) {
    prepared.listener().onQuarantined(learner, reason);
  }

  /** A learner has waited for models, and goes on with what it was given, or with its own. */
  void onModelAwaited(LaneSeat seat) {
    int giver = seat.learner().modelGiver();
    if (giver == ResumedLearner.NOBODY) {
      log.add(Tally.MODELS_AWAITED_IN_VAIN, 1);
      returns.note(seat, ModelOrigin.FRESH, giver);
      prepared.listener().onAlone(seat.learnerId());
    } else {
      returns.note(seat, ModelOrigin.PUSH, giver);
    }
  }

  /** Evaluates one learner on a part of the data; a lane does one at a time between two tasks. */
  Evaluation evaluate(Learner learner, DataSet part) {
    long startNs = clock.nanoTime();
    Evaluation evaluation = workspace.evaluate(learner.parameters(), part);
    log.spendWithin(Tally.EVALUATION_NS, clock.nanoTime() - startNs);
    return evaluation;
  }

  /** The link out of this node. */
  EgressLimit egress() {
    return prepared.egress();
  }

  FrameWatch watch() {
    return watch;
  }

  ConsensusSample newConsensusSample() {
    return new ConsensusSample(workspace.parameters(), prepared.description().seed());
  }

  /** The learners that have a seat, in ascending order. */
  List<Learner> learners() {
    return seats.taken().stream().map(LaneSeat::learner).toList();
  }

  /** A learner goes on from what it was. */
  void onRestored(LaneSeat seat) {
    if (seat.incarnation() > prepared.description().checkpoints().firstIncarnation()) {
      // Where it was before, all that was counted once.
      log.forget(seat.learner().counters());
    }
    returns.note(seat, ModelOrigin.CHECKPOINT, ResumedLearner.NOBODY);
    noteProgress(seat);
  }

  private static int ceilDiv(int amount, int part) {
    return (amount + part - 1) / part;
  }

  @Override
  public void close() {
    attendance.dismissAll();
    workspace.close();
  }
}
