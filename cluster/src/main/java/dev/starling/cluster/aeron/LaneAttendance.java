package dev.starling.cluster.aeron;

import dev.starling.actor.StartingState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which learners of a lane are away, and how they come and go. One that is away keeps its seat's
 * mailbox but is not in the lane's table, so nothing wakes it, measures it or reaches it. Used by
 * the lane's thread.
 */
final class LaneAttendance {
  private final SeatTable seats;
  private final Map<Integer, LaneSeat> away = new HashMap<>();

  LaneAttendance(SeatTable seats) {
    this.seats = seats;
  }

  /** A learner has its seat, and is there at once or will come. */
  void admit(LaneSeat seat, boolean isThere) {
    if (isThere) {
      seats.enter(seat);
    } else if (away.putIfAbsent(seat.learnerId(), seat) != null) {
      throw new IllegalStateException("learner " + seat.learnerId() + " has a seat already");
    }
  }

  /** Its actor has ended, or the lane has. */
  void dismiss(LaneSeat seat) {
    seats.leave(seat);
    away.remove(seat.learnerId(), seat);
  }

  void dismissAll() {
    seats.forEach(LaneSeat::leave);
    List.copyOf(away.values()).forEach(LaneSeat::leave);
  }

  /** Lets happen what concerns this lane, and tells all that are here who can be reached. */
  void apply(List<LearnerChange> changes, BitSet known, LaneRun run, long nowNs) {
    for (LearnerChange change : changes) {
      LaneSeat present = seats.get(change.learner());
      LaneSeat seat = present == null ? away.get(change.learner()) : present;
      if (seat != null) {
        apply(change, seat, present != null, run, nowNs);
      }
    }
    seats.forEach(seat -> seat.onPeersChanged(known, nowNs));
    for (LearnerChange change : changes) {
      LaneSeat seat = seats.get(change.learner());
      if (seat != null) {
        boolean awaitsModel = change.kind() == LearnerChange.Kind.AWAIT_MODEL;
        seat.beginIfNew(awaitsModel ? StartingState.NEXT_PUSH : StartingState.NEW, null, nowNs);
      }
    }
  }

  private void apply(
      LearnerChange change, LaneSeat seat, boolean isThere, LaneRun run, long nowNs) {
    switch (change.kind()) {
      case START, AWAIT_MODEL -> {
        if (!isThere) {
          away.remove(change.learner());
          run.renew(seat, change.incarnation());
          seats.enter(seat);
        }
      }
      case LEAVE -> {
        if (isThere) {
          seat.goAway(nowNs);
          seats.leave(seat);
          away.put(change.learner(), seat);
        }
      }
      case SPEED -> seat.changeSpeed(change.speed(), isThere, nowNs);
    }
  }
}
