package dev.starling.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearnerPaceTest {
  private final LearnerPace pace = new LearnerPace();
  private long updates;

  @Test
  void shouldKeepDeadlinesAtNormalSpeed() {
    assertThat(pace.passesAt(130, 0, 100)).isEqualTo(130);
    assertThat(nextUpdate(190, 131)).isEqualTo(190);
    assertThat(pace.stretchNs()).isZero();
  }

  @Test
  void shouldStretchTheLearnersOwnIntervalsAndNotItsLateness() {
    pace.change(0.5, 0);
    assertThat(pace.passesAt(30, 0, 0)).isEqualTo(60);
    assertThat(nextUpdate(90, 65)).as("late by 5").isEqualTo(180);
    assertThat(pace.stretchNs()).isEqualTo(90);
  }

  @Test
  void shouldRunTheNextMiniBatchOfAnUpdateAtOnce() {
    pace.change(0.5, 0);
    pace.passesAt(30, 0, 0);
    pace.beginStep(updates);
    assertThat(pace.passesAt(62, updates, 62)).isEqualTo(62);
    pace.endStep();
    assertThat(nextUpdate(40, 63)).as("10 after the one that was due at 60").isEqualTo(80);
  }

  @Test
  void shouldStretchTheRestOfTheIntervalUnderWay() {
    pace.passesAt(100, 0, 0);
    assertThat(pace.change(0.25, 40)).isTrue();
    assertThat(pace.passesNs()).isEqualTo(280);
    assertThat(pace.change(1, 130)).isTrue();
    assertThat(pace.passesNs()).as("a quarter of 150 is left").isEqualTo(167);
    assertThat(pace.change(2, 200)).as("nothing waits").isFalse();
    assertThat(pace.speed()).isEqualTo(2);
  }

  @Test
  void shouldBeginAnewWhereTheLearnerDoes() {
    pace.passesAt(100, 0, 0);
    pace.change(0.5, 0);
    assertThat(pace.passesAt(1_010, 0, 1_000)).isEqualTo(1_020);
  }

  private long nextUpdate(long deadlineNs, long nowNs) {
    pace.beginStep(updates);
    long passesNs = pace.passesAt(deadlineNs, ++updates, nowNs);
    pace.endStep();
    return passesNs;
  }
}
