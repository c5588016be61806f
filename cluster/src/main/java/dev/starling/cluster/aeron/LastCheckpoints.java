package dev.starling.cluster.aeron;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.NanoClock;

/**
 * Saves every learner of a lane whose clocks have stopped, one in each duty cycle, as fast as the
 * disk takes them; gives up after a while. Used by the lane's thread.
 */
final class LastCheckpoints implements Runnable {
  private static final long MAX_NS = 30_000_000_000L;

  private final Lane lane;
  private final LaneCheckpoints checkpoints;
  private final LaneLog log;
  private final NanoClock clock;
  private final long untilNs;
  private final Deque<LaneSeat> waiting;
  private final CompletableFuture<Boolean> answer;

  LastCheckpoints(
      Lane lane, LaneRun run, LaneLog log, NanoClock clock, CompletableFuture<Boolean> answer) {
    this.lane = lane;
    this.log = log;
    this.clock = clock;
    this.answer = answer;
    checkpoints = run.checkpoints();
    waiting = new ArrayDeque<>(run.seats().taken());
    untilNs = clock.nanoTime() + MAX_NS;
  }

  @Override
  public void run() {
    LaneSeat next = waiting.peek();
    if (next == null || clock.nanoTime() > untilNs) {
      log.add(Tally.CHECKPOINTS_SKIPPED, waiting.size());
      answer.complete(waiting.isEmpty());
      return;
    }
    try {
      if (!next.isSaveable() || checkpoints.trySave(next)) {
        waiting.remove();
      }
      lane.nextCycle(this);
    } catch (RuntimeException | Error fault) {
      answer.completeExceptionally(fault);
      throw fault;
    }
  }
}
