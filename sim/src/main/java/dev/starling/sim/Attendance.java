package dev.starling.sim;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerState;
import java.util.BitSet;

/** Seats learners, takes them away as churn has it, and tells the others. Used by one thread. */
final class Attendance {
  private final VirtualCluster cluster;
  private final Seat[] seats;
  private final LearnerSource source;
  private final Churn churn;
  private final Roster roster;
  private LearnerCounters departed;

  Attendance(
      VirtualCluster cluster, Seat[] seats, LearnerSource source, Churn churn, Roster roster) {
    this.cluster = cluster;
    this.seats = seats;
    this.source = source;
    this.churn = churn;
    this.roster = roster;
  }

  /** When somebody comes, goes or hears of it next. */
  long nextNs() {
    return churn.nextNs();
  }

  /** What those who have gone had counted; null when nobody has. */
  LearnerCounters departed() {
    return departed;
  }

  /** Seats those who are there from the start. */
  void seatFirst() {
    BitSet first = new BitSet();
    first.set(0, seats.length);
    first.andNot(churn.absentAtFirst());
    if (first.isEmpty()) {
      throw new IllegalArgumentException("churn must leave at least one learner at the start");
    }
    roster.begin(first);
    first.stream().forEach(this::seat);
  }

  /** Tells a learner who is there, unless it is everybody. */
  void tellWhoIsThere(Seat seat) {
    if (roster.known().cardinality() < seats.length) {
      seat.onPeersChanged(roster.known(), cluster.nowNs());
    }
  }

  /** Lets happen what is next. */
  void advance(long nowNs) {
    if (churn.isNoticeNext()) {
      Churn.Notice notice = churn.takeNotice();
      tell(notice.learner(), notice.live());
      return;
    }
    ChurnEvent event = churn.takeEvent(nowNs);
    int id = event.learner();
    switch (event.kind()) {
      case JOIN -> join(id, nowNs);
      case LEAVE -> {
        if (depart(id, nowNs)) {
          tell(id, false);
        }
      }
      case CRASH -> {
        if (depart(id, nowNs)) {
          churn.giveNotice(id, false, nowNs);
        }
      }
      case SPEED -> seats[id].changeSpeed(event.speed());
    }
  }

  private void seat(int id) {
    Learner fresh = source.newLearner(id, seats[id].incarnation());
    seats[id].sitDown(fresh);
    roster.enter(fresh.state());
  }

  private void join(int id, long nowNs) {
    if (roster.live().get(id)) {
      return;
    }
    boolean comesBack = seats[id].incarnation() > 0;
    boolean findsAModel = roster.anyPushes();
    change(id, true, nowNs);
    seat(id);
    tellWhoIsThere(seats[id]);
    if (comesBack && findsAModel) {
      seats[id].awaitModel(nowNs);
    } else {
      seats[id].start(nowNs);
    }
    churn.giveNotice(id, true, nowNs);
  }

  private boolean depart(int id, long nowNs) {
    if (!roster.live().get(id)) {
      return false;
    }
    change(id, false, nowNs);
    cluster.silence(id);
    LearnerCounters counters = seats[id].getUp(nowNs);
    departed = departed == null ? counters : departed.plus(counters);
    roster.leave(LearnerState.STOPPED);
    return true;
  }

  private void change(int id, boolean isThere, long nowNs) {
    roster.change(id, isThere, nowNs);
    cluster.trace().add(nowNs ^ (long) id << Integer.SIZE);
  }

  private void tell(int changed, boolean isThere) {
    roster.tell(changed, isThere);
    BitSet live = roster.live();
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      seats[id].onPeersChanged(roster.known(), cluster.nowNs());
    }
  }
}
