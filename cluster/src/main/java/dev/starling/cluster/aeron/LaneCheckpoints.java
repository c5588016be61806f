package dev.starling.cluster.aeron;

import dev.starling.checkpoint.CheckpointSaver;
import dev.starling.checkpoint.CheckpointWriter;
import dev.starling.learning.Learner;
import dev.starling.learning.Version;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;

/**
 * Saves the learners of a lane in turn, one in each duty cycle at most and at even distances, so
 * that each is saved once in an interval and the disk sees an even load. Where the disk does not
 * follow, the turn waits: all learners are then saved as often as each other, and less often. Used
 * by the lane's thread.
 */
final class LaneCheckpoints {
  private static final double NANOS = 1e9;
  private static final long MAX_LAST_SECONDS = 10;

  private final CheckpointSaver saver;
  private final LaneRun run;
  private final NanoClock clock;
  private final LaneLog log;
  private final long intervalNs;
  private final long partStartNs;
  private long nextNs = Long.MAX_VALUE;
  private int slot;
  private long images;

  LaneCheckpoints(PreparedRun prepared, LaneRun run, NanoClock clock, LaneLog log) {
    saver = prepared.saver();
    this.run = run;
    this.clock = clock;
    this.log = log;
    intervalNs = (long) (prepared.description().checkpoints().intervalSeconds() * NANOS);
    partStartNs = (long) (prepared.description().checkpoints().fromSeconds() * NANOS);
  }

  /** The clocks of the learners have started. */
  void begin() {
    if (saver != null) {
      nextNs = clock.nanoTime();
      schedule();
    }
  }

  /** The clocks have stopped: nothing is due any more. */
  void stop() {
    nextNs = Long.MAX_VALUE;
  }

  /** Saves the learner whose turn it is, if it is time. */
  int saveDue() {
    if (nextNs > clock.nanoTime()) {
      return 0;
    }
    log.add(Tally.CHECKPOINTS_FAILED, saver.takeFailed());
    LaneSeat seat = run.seats().nextFrom(slot);
    if (seat == null) {
      slot = 0;
      schedule();
      return 0;
    }
    if (!seat.isSaveable() || trySave(seat)) {
      slot = run.seats().slotAfter(seat);
    } else {
      log.add(Tally.CHECKPOINTS_SKIPPED, 1);
    }
    schedule();
    return 1;
  }

  /** Returns whether there was room for it. */
  boolean trySave(LaneSeat seat) {
    long startNs = clock.nanoTime();
    int bytes = saver.trySave(image -> fill(image, seat));
    if (bytes == 0) {
      return false;
    }
    log.add(Tally.CHECKPOINTS, 1);
    log.add(Tally.CHECKPOINT_BYTES, bytes);
    log.spendWithin(Tally.CHECKPOINT_NS, clock.nanoTime() - startNs);
    return true;
  }

  /** Saves a learner that goes; completes without a fault, when it is safe or given up. */
  CompletionStage<Void> saveLast(LaneSeat seat) {
    if (saver == null) {
      return CompletableFuture.completedFuture(null);
    }
    log.add(Tally.CHECKPOINTS, 1);
    return saver
        .saveLast(image -> fill(image, seat))
        .toCompletableFuture()
        .orTimeout(MAX_LAST_SECONDS, TimeUnit.SECONDS)
        .exceptionally(slow -> null);
  }

  /** Takes over what the disk has refused since the last time. */
  void noteFailures() {
    if (saver != null) {
      log.add(Tally.CHECKPOINTS_FAILED, saver.takeFailed());
    }
  }

  boolean isOn() {
    return saver != null;
  }

  /** The incarnation stands above: what comes later has the higher sequence, on every node. */
  private void fill(CheckpointWriter image, LaneSeat seat) {
    Learner learner = seat.learner();
    long nowNs = run.laneTimeNs();
    image.begin(
        run.key(),
        learner.id(),
        Version.of(seat.incarnation(), images++),
        partStartNs + run.sinceStartNs(nowNs),
        learner.updatesMade());
    learner.save(image, nowNs);
  }

  private void schedule() {
    // After a pause what was missed is not made up for.
    nextNs = Math.max(nextNs + intervalNs / Math.max(1, run.seats().size()), clock.nanoTime());
  }
}
