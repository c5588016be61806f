package dev.starling.cluster.aeron;

import org.agrona.concurrent.NanoClock;

/**
 * The time that the learners of a lane live by.
 *
 * <p>Paced clocks live by the machine's time. Natural clocks live by the time that the lane has:
 * with them learners and gossip share a core, and while the operating system gives that core to
 * somebody else, or the lane evaluates, neither moves. Were gossip to live by the machine's time
 * all the same, the ticks that fell due meanwhile would all run at once, when the models have not
 * moved: pushes that tell nobody anything, and samples of staleness that are too low. So a duty
 * cycle counts at most {@value #MAX_STRETCH} times the usual one, and what is beyond that is left
 * out.
 *
 * <p>Read once per cycle; used by the lane's thread.
 */
final class LaneClock implements NanoClock {
  private static final double MAX_STRETCH = 4;

  /** Weight of one cycle in the average of what is usual. */
  private static final double RECENT = 0.02;

  private static final double FIRST_GUESS_NS = 100_000;

  /** An idle lane parks for less than this. */
  private static final long MAX_IDLE_NS = 1_000_000;

  private final NanoClock machine;
  private boolean leavesStallsOut;
  private double usualNs = FIRST_GUESS_NS;
  private long lastNs;
  private long nowNs;
  private long cycleNs;
  private long countedNs;

  LaneClock(NanoClock machine) {
    this.machine = machine;
    lastNs = machine.nanoTime();
    nowNs = lastNs;
  }

  /** For a new run: whether its learners live by the lane's own time. */
  void reset(boolean leavesStallsOut) {
    this.leavesStallsOut = leavesStallsOut;
    usualNs = FIRST_GUESS_NS;
    lastNs = machine.nanoTime();
    nowNs = Math.max(nowNs, lastNs);
    cycleNs = 0;
  }

  /**
   * A duty cycle begins.
   *
   * @param wasBusy whether the one before did anything
   */
  void beginCycle(boolean wasBusy) {
    long machineNs = machine.nanoTime();
    cycleNs = machineNs - lastNs;
    countedNs = counted(cycleNs, wasBusy);
    nowNs += countedNs;
    lastNs = machineNs;
  }

  /** When this cycle began, in the machine's time. */
  long cycleStartNs() {
    return lastNs;
  }

  /** The machine's time as of this cycle, or of this moment for paced clocks. */
  long machineTime() {
    return leavesStallsOut ? lastNs : machine.nanoTime();
  }

  /** The lane's time at a time of the machine in the cycle that has just ended. */
  long at(long machineNs) {
    if (!leavesStallsOut || cycleNs == 0) {
      return leavesStallsOut ? nowNs : machineNs;
    }
    double left = Math.min(1, Math.max(0, (double) (lastNs - machineNs) / cycleNs));
    return nowNs - (long) (left * countedNs);
  }

  /** The time of this cycle, or of this moment for paced clocks. */
  @Override
  public long nanoTime() {
    return leavesStallsOut ? nowNs : machine.nanoTime();
  }

  private long counted(long cycleNs, boolean wasBusy) {
    if (!wasBusy) {
      return Math.min(cycleNs, MAX_IDLE_NS);
    }
    double most = MAX_STRETCH * usualNs;
    double kept = Math.min((double) cycleNs, most);
    usualNs += RECENT * (kept - usualNs);
    return (long) kept;
  }
}
