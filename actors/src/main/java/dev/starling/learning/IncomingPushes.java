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
  private final int parameters;
  private final LearnerCounters counters;

  private long frameCount;

  IncomingPushes(int slotCount, VersionVector known, int parameters, LearnerCounters counters) {
    this.slots = new IncomingPush[slotCount];
    this.known = known;
    this.parameters = parameters;
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
    if (!isWellFormed(frame)) {
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
    if (frame.carriesVersions()) {
      if (claimsOurFuture(frame)) {
        counters.framesImpossible++;
        abandon(push);
        return null;
      }
      push.takeVersions(frame);
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

  private boolean isWellFormed(FrameView frame) {
    int limit = frame.carriesVersions() ? known.count() : parameters;
    return frame.source() >= 0
        && frame.source() < known.origins().learners()
        && frame.source() != known.owner()
        && frame.sourceVersion() >= 0
        && Math.abs(frame.capacityTrim()) <= LogCapacity.TRIM_LIMIT
        && frame.length() > 0
        && frame.offset() >= 0
        && frame.offset() <= limit - frame.length()
        && (frame.carriesVersions() ? hasVersions(frame) : hasParameters(frame));
  }

  private static boolean hasVersions(FrameView frame) {
    for (int i = 0; i < frame.length(); i++) {
      if (frame.version(i) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasParameters(FrameView frame) {
    return frame.parameters().length() == frame.length();
  }

  private boolean claimsOurFuture(FrameView frame) {
    int index = known.ownColumn() - frame.offset();
    return known.ownColumn() >= 0
        && index >= 0
        && index < frame.length()
        && frame.version(index) > known.own();
  }
}
