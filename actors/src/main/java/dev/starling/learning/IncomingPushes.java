package dev.starling.learning;

/**
 * The pushes under way to one learner: a bounded table by (session, source), since a source has one
 * push under way at a time and a session keeps its frames in order. It takes the versions of a push
 * itself and lets its parameter frames through to be mixed, each exactly once and in order. A push
 * of which a frame is missing or refused is given up and counts as partial, as does the one that
 * was quiet for longest when the table is full and another push begins. Memory: slots × columns × 8
 * bytes at most, taken when a slot is first used. Used by one thread.
 */
final class IncomingPushes {
  private final IncomingPush[] slots;
  private final VersionVector known;
  private final FrameJudge judge;
  private final LearnerCounters counters;

  private long frameCount;

  IncomingPushes(int slotCount, VersionVector known, int parameters, LearnerCounters counters) {
    this.slots = new IncomingPush[slotCount];
    this.known = known;
    this.judge = new FrameJudge(known, parameters);
    this.counters = counters;
    for (int i = 0; i < slotCount; i++) {
      slots[i] = new IncomingPush(parameters);
    }
  }

  /**
   * The push that {@code frame} carries on, its versions taken. A refused frame is counted.
   *
   * @return the push, or null when the frame is refused
   */
  IncomingPush accept(FrameView frame) {
    if (!isOfPush(frame) || !judge.isWellFormed(frame)) {
      counters.framesMalformed++;
      return null;
    }
    IncomingPush push = pushOf(frame);
    push.touch(++frameCount);
    if (!push.isOpen() || !push.expects(frame)) {
      counters.framesOutOfOrder++;
      abandon(push);
      return null;
    }
    if (frame.kind() == FrameKind.PUSH_VERSIONS) {
      if (judge.claimsOurFuture(frame)) {
        counters.framesImpossible++;
        abandon(push);
        return null;
      }
      push.news().take(frame);
    }
    return push;
  }

  /** Gives up a push unless it has ended; what was mixed of it stays, and it counts as partial. */
  void abandon(IncomingPush push) {
    if (push.isOpen()) {
      push.close();
      counters.pushesPartial++;
    }
  }

  /** Gives up all that is under way. */
  void abandonAll() {
    for (IncomingPush push : slots) {
      abandon(push);
    }
  }

  private IncomingPush pushOf(FrameView frame) {
    IncomingPush push = find(frame.session(), frame.source());
    if (push == null) {
      push = longestUnused();
      if (push.isOpen()) {
        counters.slotsEvicted++;
      }
    } else if (push.sequence() == frame.pushSequence()) {
      return push;
    }
    abandon(push);
    push.begin(frame, known);
    return push;
  }

  private IncomingPush find(int session, int source) {
    for (IncomingPush push : slots) {
      if (push.isFrom(session, source)) {
        return push;
      }
    }
    return null;
  }

  private IncomingPush longestUnused() {
    IncomingPush longest = slots[0];
    for (IncomingPush push : slots) {
      if (!push.isUsed()) {
        return push;
      }
      if (push.lastUse() < longest.lastUse()) {
        longest = push;
      }
    }
    return longest;
  }

  private static boolean isOfPush(FrameView frame) {
    return frame.kind() == FrameKind.PUSH_VERSIONS || frame.kind() == FrameKind.PUSH_PARAMETERS;
  }
}
