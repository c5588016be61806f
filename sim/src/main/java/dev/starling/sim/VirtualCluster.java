package dev.starling.sim;

import dev.starling.learning.DeadlineQueue;
import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerState;
import dev.starling.learning.LinkLog;
import dev.starling.learning.Wake;
import dev.starling.random.RandomStream;
import dev.starling.run.InputLog;
import dev.starling.sim.summary.ChurnSummary;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The host of many learners in virtual time: an event queue, the network between them, and who
 * comes and goes. It runs the same {@link Learner} as a node does, with the same inputs; only the
 * clock and the network are not real. Nothing here reads a clock, and every random draw comes from
 * a stream named after its use, so a seed and options fix all that happens.
 *
 * <p>Events of one instant happen in this order: checkpoints, churn, then frames and links in the
 * order in which they were set under way, then clocks by learner, the step clock before the gossip
 * clock. Natural clocks take the step time of {@link VirtualOptions}; with paced clocks computing
 * takes no time.
 *
 * <p>Owns the learners that it gets from its source. Used by one thread.
 */
public final class VirtualCluster implements AutoCloseable {
  private static final int CLOCKS = Wake.values().length;
  private static final double NANOS = 1e9;

  private final Seat[] seats;
  private final Seats all;
  private final DeadlineQueue wakes;
  private final Attendance attendance;
  private final Checkpoints checkpoints;
  private final TraceHash trace = new TraceHash();
  private final FaultyNetwork network;
  private final LinkLog links;
  private final ArrayDeque<Seat> senders = new ArrayDeque<>();
  private final Roster roster = new Roster();

  private long nowNs;
  private long inputs;
  private long stalenessSamples;
  private double stalenessSampleSum;
  private long quarantines;
  private String lastQuarantine = "";
  private boolean haltWhenFinished;

  /**
   * Seats the learners by ascending number; {@link #start} starts their clocks at time 0.
   *
   * @param learners n, at least 1
   * @param seed of every draw that is the host's own
   * @param paced whether the learners' update clocks are paced
   * @param loss share of the pushes that get lost whole, beside that of the network's options
   */
  public VirtualCluster(
      int learners,
      long seed,
      boolean paced,
      double loss,
      LearnerSource source,
      VirtualOptions options) {
    OptionCheck.atLeast("learners", "learners", learners, 1);
    OptionCheck.share("loss", loss);
    wakes = new DeadlineQueue(CLOCKS * learners);
    seats = new Seat[learners];
    all = new Seats(seats, roster);
    for (int id = 0; id < learners; id++) {
      seats[id] =
          new Seat(
              id,
              this,
              paced,
              options.stepSeconds() * NANOS / source.speed(id),
              options.stepJitter(),
              RandomStream.named(seed, "step-time", id));
    }
    Churn churn = new Churn(options.churn(), learners, seed);
    checkpoints = new Checkpoints(options.churn().checkpointSeconds(), learners, seed);
    attendance = new Attendance(this, seats, source, churn, checkpoints, roster);
    try {
      attendance.seatFirst();
      Learner any = seats[roster.live().nextSetBit(0)].learner();
      FrameCut cut =
          new FrameCut(
              any.versions().count(),
              any.parameters().length(),
              options.network().frameParameters());
      links = new LinkLog(any.versions().origins());
      double kept = (1 - loss) * (1 - options.network().loss());
      network = new FaultyNetwork(options.network(), 1 - kept, seed, seats, cut, trace);
    } catch (RuntimeException | Error fault) {
      all.closeLearners();
      throw fault;
    }
  }

  /** Starts the clocks; once. */
  public void start() {
    all.forEachLive(
        seat -> {
          attendance.tellWhoIsThere(seat);
          seat.start(nowNs);
        });
  }

  /** Lets the cluster stop of itself as soon as every live learner has made its updates. */
  public void haltWhenFinished() {
    haltWhenFinished = true;
  }

  /** Records what {@code learner} hears and says; before {@link #start}, while it is there. */
  public void record(int learner, InputLog log) {
    seats[learner].record(log);
  }

  /**
   * Lets time pass up to and including {@code untilNs}, or until the cluster halts.
   *
   * @return whether it halted
   */
  public boolean runUntil(long untilNs) {
    while (!isHalted()) {
      long churnNs = attendance.nextNs();
      long networkNs = network.nextNs();
      long wakeNs = wakes.nextDeadlineNs();
      long nextNs = Math.min(churnNs, Math.min(networkNs, wakeNs));
      if (nextNs > untilNs || nextNs == Long.MAX_VALUE) {
        nowNs = Math.max(nowNs, untilNs);
        return false;
      }
      if (checkpoints.nextNs() <= nextNs) {
        saveCheckpoints();
        continue;
      }
      nowNs = Math.max(nowNs, nextNs);
      inputs++;
      if (churnNs == nextNs) {
        attendance.advance(nowNs);
      } else if (networkNs == nextNs) {
        network.advance(nowNs);
      } else {
        wake(wakes.poll());
      }
      sendMessages();
    }
    return true;
  }

  /** Whether nothing will ever happen again. */
  public boolean isIdle() {
    return attendance.nextNs() == Long.MAX_VALUE
        && network.nextNs() == Long.MAX_VALUE
        && wakes.isEmpty();
  }

  /** Virtual time since the start. */
  public long nowNs() {
    return nowNs;
  }

  /** n: learners of the run, whether they are there or not. */
  public int size() {
    return seats.length;
  }

  /** Learner {@code id}, or null while it is away. */
  public Learner learner(int id) {
    return seats[id].learner();
  }

  /** When learner {@code id} last mixed a whole push; 0 when it has not yet. */
  public long lastMixedNs(int id) {
    return seats[id].lastMixedNs();
  }

  /** The highest version that learner {@code id} ever had, over its incarnations. */
  public long newestVersion(int id) {
    return seats[id].newestVersion();
  }

  /** Who is there; not to be changed. */
  public BitSet live() {
    return roster.live();
  }

  /** How often somebody has come or gone. */
  public long churned() {
    return roster.changes();
  }

  /** Live learners in one state. */
  public int count(LearnerState state) {
    return roster.count(state);
  }

  /** Sum over the learners of the time for which they have been there. */
  public double learnerSeconds() {
    return roster.learnerSeconds(nowNs);
  }

  /** Sum over all learners, those that have gone included. */
  public LearnerCounters counters() {
    return all.counters(attendance.departed());
  }

  /** What each link has carried. */
  LinkLog links() {
    return links;
  }

  /**
   * What each live learner has done since it came.
   *
   * @param updateRate of a paced clock, by learner
   */
  List<LearnerActivity> activities(IntToDoubleFunction updateRate) {
    return all.activities(updateRate);
  }

  /** Who came back, and with what. */
  public ChurnSummary churn() {
    return attendance.counters();
  }

  /** What became of the pushes. */
  public NetworkCounters network() {
    return network.counters();
  }

  /** Events so far. */
  public long inputs() {
    return inputs;
  }

  /** Staleness samples that the learners took as pushes came in. */
  public long stalenessSamples() {
    return stalenessSamples;
  }

  /** Sum of those samples, in updates. */
  public double stalenessSampleSum() {
    return stalenessSampleSum;
  }

  /** How often a learner was quarantined. */
  public long quarantines() {
    return quarantines;
  }

  /** Why a learner was quarantined last; empty when none was. */
  public String lastQuarantine() {
    return lastQuarantine;
  }

  /** Hash of all that has happened, up to and including the versions of all learners now. */
  public long traceHash() {
    return all.traceHash(trace);
  }

  /** Stops all clocks: the models no longer change, and what is on its way stays there. */
  public void stop() {
    all.forEachLive(
        seat -> {
          wakes.clear(slot(seat.id(), Wake.STEP));
          wakes.clear(slot(seat.id(), Wake.GOSSIP));
          seat.stop(nowNs);
        });
  }

  /** After the stop: lets all that is on its way come to its end, to be refused there. */
  void drainNetwork() {
    while (network.nextNs() < Long.MAX_VALUE) {
      nowNs = Math.max(nowNs, network.nextNs());
      network.advance(nowNs);
      sendMessages();
    }
  }

  /** In which state {@link #stop} found a learner that was there. */
  LearnerState stateBeforeStop(int id) {
    return seats[id].stateBeforeStop();
  }

  @Override
  public void close() {
    all.closeLearners();
    network.close();
  }

  void wakeAt(int id, Wake kind, long deadlineNs) {
    wakes.set(slot(id, kind), deadlineNs);
  }

  /** This learner has a message to send, once its input has returned. */
  void addSender(Seat seat) {
    senders.add(seat);
  }

  /** Nothing wakes this learner any more, and nothing of it leaves. */
  void silence(int id) {
    wakes.clear(slot(id, Wake.STEP));
    wakes.clear(slot(id, Wake.GOSSIP));
    network.abandonSending(id);
  }

  TraceHash trace() {
    return trace;
  }

  void addStalenessSample(double value) {
    stalenessSamples++;
    stalenessSampleSum += value;
  }

  void noteQuarantine(String reason) {
    quarantines++;
    lastQuarantine = reason;
  }

  void noteState(LearnerState before, LearnerState now) {
    roster.leave(before);
    roster.enter(now);
  }

  private boolean isHalted() {
    return haltWhenFinished && roster.allFinished();
  }

  private void saveCheckpoints() {
    nowNs = Math.max(nowNs, checkpoints.nextNs());
    checkpoints.advance();
    all.forEachLive(seat -> checkpoints.save(seat.learner(), nowNs));
  }

  private void wake(int slot) {
    Seat seat = seats[slot / CLOCKS];
    trace.add(nowNs ^ (long) slot << Integer.SIZE);
    if (slot % CLOCKS == Wake.STEP.ordinal()) {
      seat.onStep(nowNs);
    } else {
      seat.onGossipTick(nowNs);
    }
    int peer = seat.takeAsked();
    if (peer >= 0) {
      trace.add(seat.newestVersion() ^ (long) peer << Integer.SIZE);
      network.push(seat, peer, nowNs);
    }
  }

  /** What the event just past made learners say, and what saying it led to. */
  private void sendMessages() {
    while (!senders.isEmpty()) {
      Seat seat = senders.poll();
      ExchangeMessage message = seat.takeMessage();
      if (message != null) {
        trace.add(message.sequence() ^ (long) message.target() << Integer.SIZE);
        network.message(seat, message, nowNs);
      }
    }
  }

  private static int slot(int id, Wake kind) {
    return CLOCKS * id + kind.ordinal();
  }
}
