package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is last, and why. */
class DiagnosisTest {
  private static final double UNKNOWN = Double.NaN;
  private static final double[] HOLDERS = {1.0, 1.9, 0.8, UNKNOWN};

  @Test
  void shouldNameTheStalestHolderWhoseStalenessIsKnown() {
    Diagnosis stalest = Diagnosis.stalest(four(healthy(1)), HOLDERS);
    assertThat(stalest.learner()).isEqualTo(1);
    assertThat(stalest.staleness()).isEqualTo(1.9);
    assertThat(stalest.symptom()).as("somebody is always last").isEqualTo(Symptom.NONE);
    assertThat(stalest.symptom().cause()).isEqualTo(Symptom.Cause.CHANCE);
    assertThat(stalest.share()).isZero();
  }

  @Test
  void shouldBlameTheLinkWhenPushesStayUnsent() {
    Diagnosis stalest =
        Diagnosis.stalest(four(activity(1, 1000, UNKNOWN, 0.31, 0, 0.12, 0.02)), HOLDERS);
    assertThat(stalest.symptom()).isEqualTo(Symptom.UNSENT_PUSHES);
    assertThat(stalest.symptom().cause()).isEqualTo(Symptom.Cause.LINK);
    assertThat(stalest.share()).isEqualTo(0.31);
  }

  @Test
  void shouldBlameTheLinkWhenPushesFailOrGetLost() {
    assertThat(symptomOfStalest(activity(1, 1000, UNKNOWN, 0, 0.08, 0.1, 0)))
        .isEqualTo(Symptom.FAILED_PUSHES);
    assertThat(symptomOfStalest(activity(1, 1000, UNKNOWN, 0, 0, 0.4, 0.1)))
        .isEqualTo(Symptom.LOST_PUSHES);
  }

  @Test
  void shouldBlameTheQueueWhenTicksRunLate() {
    Diagnosis stalest = Diagnosis.stalest(four(activity(1, 1000, 0.95, 0, 0, 0, 0.5)), HOLDERS);
    assertThat(stalest.symptom()).isEqualTo(Symptom.LATE_TICKS);
    assertThat(stalest.symptom().cause()).isEqualTo(Symptom.Cause.QUEUE);
  }

  @Test
  void shouldBlameComputeWhenTheLaneIsBusyOrUpdatesAreFew() {
    assertThat(symptomOfStalest(activity(1, 1000, 0.95, 0, 0, 0, 0.05)))
        .isEqualTo(Symptom.BUSY_LANE);
    assertThat(symptomOfStalest(activity(1, 700, UNKNOWN, 0, 0, 0, 0)))
        .isEqualTo(Symptom.FEW_UPDATES);
  }

  @Test
  void shouldNotTakeChanceForALowRate() {
    // Four times the scatter of 25 Poisson updates is 80 %.
    List<LearnerActivity> few = new ArrayList<>();
    for (int learner = 0; learner < 3; learner++) {
      few.add(activity(learner, learner == 1 ? 15 : 25, UNKNOWN, 0, 0, 0, 0));
    }
    Diagnosis slowest = Diagnosis.slowest(few, HOLDERS);
    assertThat(slowest.learner()).isEqualTo(1);
    assertThat(slowest.updates()).isEqualTo(15);
    assertThat(slowest.medianUpdates()).isEqualTo(25);
    assertThat(slowest.symptom()).isEqualTo(Symptom.NONE);
  }

  @Test
  void shouldFindASlowClockInTheSlowestAloneAndNotInTheStalest() {
    LearnerActivity slow = new LearnerActivity(1, 1, 500, 500, UNKNOWN, 0, 0, 0, 0);
    assertThat(Diagnosis.stalest(four(slow), HOLDERS).symptom()).isEqualTo(Symptom.NONE);
    Diagnosis slowest = Diagnosis.slowest(four(slow), HOLDERS);
    assertThat(slowest.symptom()).isEqualTo(Symptom.FEW_UPDATES);
    assertThat(slowest.share()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void shouldCallTheSlowestOfEqualsSlowestByChance() {
    LearnerActivity late = activity(1, 999, UNKNOWN, 0, 0, 0, 0.6);
    assertThat(Diagnosis.slowest(four(late), HOLDERS).symptom()).isEqualTo(Symptom.NONE);
    assertThat(Diagnosis.stalest(four(late), HOLDERS).symptom()).isEqualTo(Symptom.LATE_TICKS);
  }

  @Test
  void shouldCompareRatesWhereSomeHaveComeLater() {
    LearnerActivity latecomer = there(0, 20, 205);
    LearnerActivity slow = there(1, 50, 250);
    List<LearnerActivity> four = List.of(latecomer, slow, there(2, 100, 1000), there(3, 100, 1000));
    Diagnosis slowest = Diagnosis.slowest(four, HOLDERS);
    assertThat(slowest.learner()).as("5/s, and the latecomer 10.25/s").isEqualTo(1);
    assertThat(slowest.medianUpdates()).as("at 10/s in its 50 s").isEqualTo(500);
    assertThat(slowest.symptom()).isEqualTo(Symptom.FEW_UPDATES);
    assertThat(slowest.share()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void shouldNotCallALearnerSlowThatHasOnlyJustCome() {
    List<LearnerActivity> three =
        List.of(there(0, 100, 1000), there(1, 1.5, 0), there(2, 100, 990));
    assertThat(Diagnosis.slowest(three, HOLDERS).learner()).isEqualTo(2);
    assertThat(Diagnosis.slowest(List.of(there(1, 0, 0)), HOLDERS)).isEqualTo(Diagnosis.NONE);
  }

  @Test
  void shouldFindNobodyAmongNobody() {
    assertThat(Diagnosis.stalest(List.of(), HOLDERS)).isEqualTo(Diagnosis.NONE);
    assertThat(Diagnosis.slowest(List.of(), HOLDERS)).isEqualTo(Diagnosis.NONE);
    assertThat(Diagnosis.stalest(four(healthy(1)), new double[0])).isEqualTo(Diagnosis.NONE);
  }

  private static LearnerActivity there(int learner, double seconds, long updates) {
    return new LearnerActivity(learner, seconds, updates, UNKNOWN, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldNameTheSlowestOfASlowNodeAmongWhoseLearnersNobodyStandsOut() {
    Diagnosis fast = new Diagnosis(4, 100, 1, 980, 1000, Symptom.NONE, 0);
    Diagnosis other = new Diagnosis(7, 100, 1, 990, 1010, Symptom.NONE, 0);
    Diagnosis slow = new Diagnosis(2, 100, 3, 240, 250, Symptom.NONE, 0);

    Diagnosis found = Diagnosis.slowestOf(List.of(fast, slow, Diagnosis.NONE, other));

    assertThat(found.learner()).isEqualTo(2);
    assertThat(found.symptom()).isEqualTo(Symptom.FEW_UPDATES);
    assertThat(found.share()).isEqualTo(0.76);
    assertThat(found.medianUpdates()).isEqualTo(1000);
    assertThat(Diagnosis.slowestOf(List.of(fast, other))).isEqualTo(fast);
    Diagnosis moved = new Diagnosis(5, 2, 1, 39, 40, Symptom.NONE, 0);
    assertThat(Diagnosis.slowestOf(List.of(fast, moved)).learner())
        .as("one that has just moved has few updates by that alone")
        .isEqualTo(4);
    assertThat(Diagnosis.slowestOf(List.of(Diagnosis.NONE))).isEqualTo(Diagnosis.NONE);
  }

  private static Symptom symptomOfStalest(LearnerActivity second) {
    return Diagnosis.stalest(four(second), HOLDERS).symptom();
  }

  private static List<LearnerActivity> four(LearnerActivity second) {
    return List.of(healthy(0), second, healthy(2), healthy(3));
  }

  private static LearnerActivity healthy(int learner) {
    return activity(learner, 1000, 0.5, 0.01, 0, 0.02, 0.03);
  }

  private static LearnerActivity activity(
      int learner,
      long updates,
      double laneBusy,
      double unsent,
      double failed,
      double lost,
      double late) {
    return new LearnerActivity(learner, 1, updates, UNKNOWN, laneBusy, unsent, failed, lost, late);
  }
}
