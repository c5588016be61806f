package dev.starling.sim;

import dev.starling.checkpoint.Checkpoint;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerCounters;
import dev.starling.learning.LearnerState;
import dev.starling.run.ChurnEvent;
import dev.starling.sim.summary.ChurnSummary;
import java.util.BitSet;

/** Seats learners, takes them away as churn has it, and tells the others. Used by one thread. */
final class Attendance {
  private final VirtualCluster cluster;
  private final Seat[] seats;
  private final LearnerSource source;
  private final Churn churn;
  private final Checkpoints checkpoints;
  private final Roster roster;
  private LearnerCounters departed;
  private ChurnSummary counters = ChurnSummary.NONE;

  Attendance(
      VirtualCluster cluster,
      Seat[] seats,
      LearnerSource source,
      Churn churn,
      Checkpoints checkpoints,
      Roster roster) {
    this.cluster = cluster;
    this.seats = seats;
    this.source = source;
    this.churn = churn;
    this.checkpoints = checkpoints;
    this.roster = roster;
  }

  /** When somebody comes, goes or hears of it next. */
  long nextNs() {
    return churn.nextNs();
  }

  /** Who came back, and with what. */
  ChurnSummary counters() {
    return counters;
  }

  /**
   * What those who have gone had counted, without what their checkpoints brought back; null when
   * nobody has gone.
   */
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
    if (comesBack) {
      comeBack(seats[id], findsAModel, nowNs);
    } else {
      seats[id].start(nowNs);
    }
    churn.giveNotice(id, true, nowNs);
  }

  private void comeBack(Seat seat, boolean findsAModel, long nowNs) {
    Checkpoint saved = checkpoints.of(seat.id());
    long before = seat.updatesMadeBefore();
    if (saved != null) {
      seat.restore(saved.state(), nowNs);
      // It goes on counting from there, and those who have gone counted all that once.
      departed = departed.minus(seat.learner().counters());
      counters = counters.withRestored(before - seat.learner().updatesMade());
    } else if (findsAModel) {
      seat.awaitModel(nowNs);
      counters = counters.withAwaiting(before);
    } else {
      seat.start(nowNs);
      counters = counters.withFresh(before);
    }
  }

  private boolean depart(int id, long nowNs) {
    if (!roster.live().get(id)) {
      return false;
    }
    change(id, false, nowNs);
    cluster.silence(id);
    LearnerCounters counted = seats[id].getUp(nowNs);
    departed = departed == null ? counted : departed.plus(counted);
    counters = counters.withDeparture();
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
