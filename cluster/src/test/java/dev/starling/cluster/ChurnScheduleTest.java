package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.LearnerChange;
import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnScheduleTest {
  @Test
  void shouldTellWhoComesAndWhoCanBeReached() {
    ChurnSchedule schedule = schedule(0, join(5, 2));
    assertThat(schedule.live().stream()).containsExactly(0, 1);
    assertThat(schedule.nextSeconds()).isEqualTo(5);
    ReporterMessage.Change change = schedule.take("run", 5.01);
    assertThat(change.changes())
        .containsExactly(LearnerChange.coming(2, LearnerChange.Kind.START, 0));
    assertThat(BitSet.valueOf(change.live()).stream()).containsExactly(0, 1, 2);
    assertThat(BitSet.valueOf(change.known()).stream()).containsExactly(0, 1, 2);
    assertThat(schedule.nextSeconds()).isInfinite();
  }

  @Test
  void shouldTellOfACrashWhenItIsDetected() {
    ChurnSchedule schedule = schedule(2, ChurnEvent.of(5, 0, ChurnEvent.Kind.CRASH));
    ReporterMessage.Change change = schedule.take("run", 5);
    assertThat(change.changes()).containsExactly(LearnerChange.leaving(0));
    assertThat(BitSet.valueOf(change.live()).stream()).containsExactly(1, 2);
    assertThat(BitSet.valueOf(change.known()).stream()).containsExactly(0, 1, 2);
    assertThat(schedule.nextSeconds()).isEqualTo(7);
    ReporterMessage.Change notice = schedule.take("run", 7);
    assertThat(notice.changes()).isEmpty();
    assertThat(BitSet.valueOf(notice.known()).stream()).containsExactly(1, 2);
  }

  @Test
  void shouldLetThoseThatComeBackWaitForAModelAsAHigherIncarnation() {
    ChurnSchedule schedule = schedule(0, leave(1, 0), join(2, 0), leave(3, 0), join(4, 0));
    schedule.take("run", 1);
    assertThat(schedule.take("run", 2).changes())
        .containsExactly(LearnerChange.coming(0, LearnerChange.Kind.AWAIT_MODEL, 1));
    assertThat(schedule.take("run", 4).changes())
        .as("two events that are late")
        .containsExactly(
            LearnerChange.leaving(0), LearnerChange.coming(0, LearnerChange.Kind.AWAIT_MODEL, 2));
  }

  @Test
  void shouldStartThoseThatComeBackToNobody() {
    ChurnSchedule schedule =
        schedule(0, leave(1, 0), leave(1, 1), leave(1, 2), join(2, 1), join(2, 0));
    schedule.take("run", 1);
    assertThat(schedule.take("run", 2).changes())
        .containsExactly(
            LearnerChange.coming(1, LearnerChange.Kind.START, 1),
            LearnerChange.coming(0, LearnerChange.Kind.AWAIT_MODEL, 1));
  }

  @Test
  void shouldPassOverWhatFindsNothingToDo() {
    ChurnSchedule schedule =
        schedule(0, ChurnEvent.speed(0.5, 1, 2), leave(1, 0), leave(1, 0), join(1, 1));
    assertThat(schedule.take("run", 0.5).changes()).containsExactly(LearnerChange.speed(1, 2));
    assertThat(schedule.take("run", 1).changes()).containsExactly(LearnerChange.leaving(0));
  }

  @Test
  void shouldCountTheTimeOfThoseThatAreThere() {
    ChurnSchedule schedule = schedule(0, leave(4, 0));
    assertThat(schedule.learnerSeconds(4)).isEqualTo(12);
    schedule.take("run", 4);
    assertThat(schedule.learnerSeconds(6)).isEqualTo(16);
  }

  private static ChurnSchedule schedule(double detectionSeconds, ChurnEvent... events) {
    return new ChurnSchedule(new ChurnPlan(List.of(events), detectionSeconds), 3);
  }

  private static ChurnEvent join(double seconds, int learner) {
    return ChurnEvent.of(seconds, learner, ChurnEvent.Kind.JOIN);
  }

  private static ChurnEvent leave(double seconds, int learner) {
    return ChurnEvent.of(seconds, learner, ChurnEvent.Kind.LEAVE);
  }
}
