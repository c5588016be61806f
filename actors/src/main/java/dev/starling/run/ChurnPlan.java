package dev.starling.run;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who comes, goes and changes speed at which time of a run. An event that finds nothing to do (a
 * crash of a learner that is away) does nothing. Immutable.
 *
 * @param events by time; those of one time in the order in which they happen
 * @param detectionSeconds after which peers know of a crash and of a learner that has come
 */
public record ChurnPlan(List<ChurnEvent> events, double detectionSeconds) {
  /** All learners stay for the whole run, and none changes its speed. */
  public static final ChurnPlan NONE = new ChurnPlan(List.of(), 0);

  /** Copies the events and sorts them by time; those of one time keep their order. */
  public ChurnPlan {
    events = events.stream().sorted(Comparator.comparingDouble(ChurnEvent::seconds)).toList();
    Check.within("churn.detection", detectionSeconds, 0, RunDescription.Limits.MAX_SECONDS);
  }

  /** Those of {@code learners} that are there from the start: whose first event is not to come. */
  public BitSet liveAtFirst(int learners) {
    BitSet live = new BitSet(learners);
    live.set(0, learners);
    BitSet seen = new BitSet(learners);
    for (ChurnEvent event : events) {
      if (!seen.get(event.learner()) && event.kind() == ChurnEvent.Kind.JOIN) {
        live.clear(event.learner());
      }
      seen.set(event.learner());
    }
    return live;
  }

  /** Whether learners come or go, so that n changes. */
  public boolean changesLearners() {
    return events.stream().anyMatch(event -> event.kind() != ChurnEvent.Kind.SPEED);
  }

  /** Whether learners change their speed. */
  public boolean changesSpeeds() {
    return events.stream().anyMatch(event -> event.kind() == ChurnEvent.Kind.SPEED);
  }

  void requireFits(int learners, double runSeconds) {
    for (ChurnEvent event : events) {
      if (event.learner() >= learners) {
        throw new IllegalArgumentException(
            "churn of learner %d in a run whose learners are 0 to %d"
                .formatted(event.learner(), learners - 1));
      }
      if (event.kind() == ChurnEvent.Kind.JOIN && runSeconds == 0) {
        throw new IllegalArgumentException(
            "learners that come in the middle of a run begin their updates there: such a run needs"
                + " run.seconds above 0");
      }
    }
    if (absentAtFirst() == learners) {
      throw new IllegalArgumentException("churn must leave at least one learner at the start");
    }
  }

  /** How many learners have their first event still to come, in memory that the events bound. */
  private int absentAtFirst() {
    Set<Integer> seen = new HashSet<>();
    int absent = 0;
    for (ChurnEvent event : events) {
      if (seen.add(event.learner()) && event.kind() == ChurnEvent.Kind.JOIN) {
        absent++;
      }
    }
    return absent;
  }
}
