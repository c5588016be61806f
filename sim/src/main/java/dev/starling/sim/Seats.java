package dev.starling.sim;

import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerCounters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/** All seats of a {@link VirtualCluster}, and what is asked of all of them. Used by one thread. */
final class Seats {
  private final Seat[] seats;
  private final Roster roster;

  /**
   * @param seats by learner; not copied
   */
  Seats(Seat[] seats, Roster roster) {
    this.seats = seats;
    this.roster = roster;
  }

  void forEachLive(Consumer<Seat> action) {
    BitSet live = roster.live();
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      action.accept(seats[id]);
    }
  }

  /**
   * Sum over the learners that are there and those that have gone.
   *
   * @param departed of the latter; null when nobody has
   */
  LearnerCounters counters(LearnerCounters departed) {
    LearnerCounters sum = departed;
    BitSet live = roster.live();
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      LearnerCounters own = seats[id].learner().counters();
      sum = sum == null ? own.snapshot() : sum.plus(own);
    }
    return sum;
  }

  /** What each live learner has done since it came; see {@link VirtualCluster#activities}. */
  List<LearnerActivity> activities(IntToDoubleFunction updateRate) {
    List<LearnerActivity> activities = new ArrayList<>();
    forEachLive(seat -> activities.add(seat.activity(updateRate.applyAsDouble(seat.id()))));
    return activities;
  }

  /** The hash of {@code trace} and of the versions of all learners now. */
  long traceHash(TraceHash trace) {
    TraceHash hash = new TraceHash();
    hash.add(trace.value());
    for (Seat seat : seats) {
      hash.add(seat.newestVersion());
      Learner learner = seat.learner();
      for (int column = 0; learner != null && column < learner.versions().count(); column++) {
        hash.add(learner.versions().column(column));
      }
    }
    return hash.value();
  }

  void closeLearners() {
    for (Seat seat : seats) {
      if (!seat.isAway()) {
        seat.learner().close();
      }
    }
  }
}
