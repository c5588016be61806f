package dev.starling.cluster.aeron;

import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.NanoClock;

/**
 * What a lane does, over and over. A cycle runs, in this order: the clock ticks that are due,
 * Aeron's fragments, the pushes that are waiting to go on, and then one mailbox, which is at most
 * one mini-batch. A mini-batch is thus the longest thing between two polls; with all mailboxes
 * drained first, gossip would wait for every learner's step and staleness would grow with the
 * number of learners on the lane. A push that waits for room keeps no mini-batch from its turn, as
 * long as some learner has one to do.
 *
 * <p>Each moment between the start and the stop of the clocks is counted as one thing that the lane
 * did, or as time in which it had nothing to do.
 *
 * <p>Any thread may {@link #add} a task; all else belongs to the lane's own.
 */
final class DutyCycle {
  /**
   * Gossip that is due is dealt with in rounds of a few ticks, each polled for before the next: a
   * lane that sends to itself would otherwise fill its own log, and learners whose push waits there
   * count their next ticks as busy.
   */
  private static final int MAX_TICKS_PER_ROUND = 4;

  /**
   * After so many rounds a mini-batch gets its turn, whatever else is due. With 4 ticks each this
   * is twice what the law asks of a lane per mini-batch at a million learners.
   */
  private static final int MAX_ROUNDS = 8;

  /** Far more than the sleep of a lane that has nothing to do, and than most mini-batches. */
  private static final long MAX_POLL_GAP_NS = 5_000_000;

  private final int lane;
  private final DataPlane plane;
  private final NanoClock clock;
  private final LaneClock laneClock;
  private final LaneLog log;
  private final FrameReceiver receiver;
  private final ManyToOneConcurrentLinkedQueue<Runnable> tasks =
      new ManyToOneConcurrentLinkedQueue<>();
  private final Deque<Runnable> slices = new ArrayDeque<>();

  private long lastPollNs;
  private long quietNs;
  private boolean busy;

  DutyCycle(
      int lane,
      DataPlane plane,
      NanoClock clock,
      LaneClock laneClock,
      LaneLog log,
      FrameReceiver receiver) {
    this.lane = lane;
    this.plane = plane;
    this.clock = clock;
    this.laneClock = laneClock;
    this.log = log;
    this.receiver = receiver;
  }

  /** Queues a task behind those that wait already. */
  void add(Runnable task) {
    tasks.offer(task);
  }

  /** Runs {@code slice} once in the next cycle, beside a mini-batch. */
  void addSlice(Runnable slice) {
    slices.add(slice);
  }

  /**
   * Time in which this lane has looked for frames and found none, since there were some. Of a time
   * in which its thread stood still no more than {@value #MAX_POLL_GAP_NS} ns count: frames may
   * have come meanwhile that whoever drives the streams has still to bring.
   */
  long quietNs() {
    return quietNs;
  }

  /**
   * Runs one cycle.
   *
   * @param run null while the lane has none; a task may end it, and begin the next
   * @return work done
   */
  int run(LaneRun run) {
    laneClock.beginCycle(busy);
    // The thread may have slept since the last one.
    log.spend(idleness(run), laneClock.cycleStartNs());
    int work = run == null ? plane.runDriver(lane) + receiver.poll() : gossip(run);
    work += runOne(tasks.poll()) + runOne(slices.poll());
    busy = work > 0;
    return work;
  }

  /**
   * Runs what is due of clocks, frames and pushes. A time of the staleness grid takes its place
   * among the ticks by its own deadline: the ticks before it are dealt with, the versions are
   * recorded, and the rest follows.
   */
  private int gossip(LaneRun run) {
    SeatTable seats = run.seats();
    int work = 0;
    int round = 0;
    boolean goesOn;
    do {
      boolean isRowDue = run.nextRowNs() <= laneClock.machineTime();
      long untilNs = isRowDue ? laneClock.at(run.nextRowNs()) : laneClock.nanoTime();
      int progress = gossipRound(run, untilNs);
      goesOn = progress > 0 && seats.isWaiting(untilNs);
      if (isRowDue && (!goesOn || round == MAX_ROUNDS - 1)) {
        // A saturated lane never comes to the end of its ticks; its row is then of this cycle.
        run.recordRow();
        log.spend(Tally.CHORES_NS, clock.nanoTime());
        goesOn = true;
      }
      work += progress;
      round++;
    } while (goesOn && round < MAX_ROUNDS);
    return work + run.checkpoints().saveDue();
  }

  private int gossipRound(LaneRun run, long untilNs) {
    int ticks = run.seats().tick(untilNs, MAX_TICKS_PER_ROUND);
    spend(Tally.SEND_NS, ticks, run);
    int frames = receiver.poll();
    long polledNs = spend(Tally.POLL_NS, frames, run);
    quietNs = frames > 0 ? 0 : quietNs + Math.min(polledNs - lastPollNs, MAX_POLL_GAP_NS);
    lastPollNs = polledNs;
    // Now it makes room for the pushes that wait, and cleans what is still in a cache.
    int driverWork = plane.runDriver(lane);
    if (driverWork > 0) {
      spend(Tally.DRIVER_NS, driverWork, run);
    }
    int sends = run.seats().sendWaiting();
    spend(Tally.SEND_NS, sends, run);
    return ticks + driverWork + frames + sends;
  }

  private int runOne(Runnable task) {
    if (task == null) {
      return 0;
    }
    task.run();
    log.spend(Tally.CHORES_NS, clock.nanoTime());
    return 1;
  }

  /** The time up to now went into {@code kind} if that found work, else into nothing. */
  private long spend(Tally kind, int work, LaneRun run) {
    long nowNs = clock.nanoTime();
    log.spend(work > 0 ? kind : idleness(run), nowNs);
    return nowNs;
  }

  private static Tally idleness(LaneRun run) {
    return run != null && run.seats().isSending() ? Tally.HELD_BACK_NS : Tally.IDLE_NS;
  }
}
