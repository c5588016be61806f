package dev.starling.learning;

/**
 * The pushes under way to one learner: a bounded table by (session, source), since a source has one
 * push under way at a time and a session keeps its frames in order. It takes the versions of a push
 * itself and lets its parameter frames through to be mixed, each exactly once and in order. A push
 * of which a frame is missing or refused is given up and counts as partial, as does the one that
 * was quiet for longest when the table is full and another push begins. A slot keeps the number of
 * its push after the push has ended, so that frames that come twice are known.
 *
 * <p>The table is read and shifted for each push, and a host of thousands of learners finds it in
 * far memory each time: so it is a few short arrays, in the order of last use. What a push says is
 * needed only while it is under way, and lies in one of the {@link PushBlocks}. Used by one thread.
 */
final class IncomingPushes {
  private final VersionVector known;
  private final int parameters;
  private final FrameJudge judge;
  private final LearnerCounters counters;

  /** Session and source of each slot; slot 0 was used last, those from {@link #used} on never. */
  private final long[] keys;

  private final long[] sequences;

  /** Null in slots whose push has ended. */
  private final IncomingPush[] underWay;

  private final PushBlocks blocks;
  private int used;

  IncomingPushes(
      int slotCount,
      PushBlocks blocks,
      VersionVector known,
      int parameters,
      LearnerCounters counters) {
    this.blocks = blocks;
    this.known = known;
    this.parameters = parameters;
    this.judge = new FrameJudge(known, parameters);
    this.counters = counters;
    keys = new long[slotCount];
    sequences = new long[slotCount];
    underWay = new IncomingPush[slotCount];
  }

  /**
   * The push that {@code frame} carries on, its versions taken. A refused frame is counted.
   *
   * @return the push, valid until it ends, or null when the frame is refused
   */
  IncomingPush accept(FrameView frame) {
    if (!isOfPush(frame) || !judge.isWellFormed(frame)) {
      counters.framesMalformed++;
      return null;
    }
    IncomingPush push = pushOf(frame);
    if (push == null || !push.expects(frame)) {
      counters.framesOutOfOrder++;
      abandon();
      return null;
    }
    if (frame.kind() == FrameKind.PUSH_VERSIONS) {
      if (judge.claimsOurFuture(frame)) {
        counters.framesImpossible++;
        abandon();
        return null;
      }
      if (judge.isOutlived(frame)) {
        counters.framesOutlived++;
        abandon();
        return null;
      }
      push.news().take(frame);
    }
    return push;
  }

  /** The push that was accepted last is mixed whole. */
  void finish() {
    end(0);
  }

  /**
   * Gives up the push that a frame came for last, unless it has ended; what was mixed of it stays,
   * and it counts as partial.
   */
  void abandon() {
    abandon(0);
  }

  /** Gives up all that is under way. */
  void abandonAll() {
    for (int slot = 0; slot < used; slot++) {
      abandon(slot);
    }
  }

  /** The push of {@code frame}, in slot 0 from now on; null when it has ended. */
  private IncomingPush pushOf(FrameView frame) {
    long key = (long) frame.session() << Integer.SIZE | frame.source();
    int slot = find(key);
    if (slot < 0) {
      slot = quietestSlot();
      counters.slotsEvicted += underWay[slot] == null ? 0 : 1;
    } else if (sequences[slot] == frame.pushSequence()) {
      moveToFront(slot);
      return underWay[0];
    }
    abandon(slot);
    moveToFront(slot);
    keys[0] = key;
    sequences[0] = frame.pushSequence();
    underWay[0] = blocks.take();
    underWay[0].begin(frame, known, parameters);
    return underWay[0];
  }

  private int find(long key) {
    for (int slot = 0; slot < used; slot++) {
      if (keys[slot] == key) {
        return slot;
      }
    }
    return -1;
  }

  /** One that was never used, or the one that was not for longest. */
  private int quietestSlot() {
    used = Math.min(used + 1, keys.length);
    return used - 1;
  }

  private void moveToFront(int slot) {
    if (slot == 0) {
      return;
    }
    long key = keys[slot];
    long sequence = sequences[slot];
    IncomingPush push = underWay[slot];
    System.arraycopy(keys, 0, keys, 1, slot);
    System.arraycopy(sequences, 0, sequences, 1, slot);
    System.arraycopy(underWay, 0, underWay, 1, slot);
    keys[0] = key;
    sequences[0] = sequence;
    underWay[0] = push;
  }

  private void abandon(int slot) {
    if (underWay[slot] != null) {
      end(slot);
      counters.pushesPartial++;
    }
  }

  private void end(int slot) {
    blocks.giveBack(underWay[slot]);
    underWay[slot] = null;
  }

  private static boolean isOfPush(FrameView frame) {
    return frame.kind() == FrameKind.PUSH_VERSIONS || frame.kind() == FrameKind.PUSH_PARAMETERS;
  }
}
