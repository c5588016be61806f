package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.LearnerState;
import dev.starling.learning.Version;
import dev.starling.run.ChurnEvent;
import dev.starling.sim.summary.ChurnSummary;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ChurnTest {
  private static final long SEED = 31;

  @Test
  void shouldBringALearnerBackAsANewIncarnationWithNothing() {
    List<ChurnEvent> events =
        List.of(
            ChurnEvent.of(50, 3, ChurnEvent.Kind.CRASH),
            ChurnEvent.of(60, 3, ChurnEvent.Kind.JOIN));
    try (BowlCluster bowls = run(ChurnOptions.of(events, 2), 49)) {
      long before = bowls.cluster.newestVersion(3);
      assertThat(Version.count(before)).isGreaterThan(20);
      bowls.runUntil(55);
      assertThat(bowls.cluster.learner(3)).isNull();
      assertThat(bowls.cluster.live().get(3)).isFalse();
      bowls.runUntil(60);
      assertThat(bowls.cluster.learner(3).versions().own()).isEqualTo(Version.of(1, 0));
      bowls.runUntil(100);
      assertThat(bowls.cluster.learner(0).versions().of(3)).isGreaterThan(Version.of(1, 10));
    }
  }

  @Test
  void shouldBringALearnerBackFromItsLastCheckpoint() {
    List<ChurnEvent> events =
        List.of(
            ChurnEvent.of(55, 3, ChurnEvent.Kind.CRASH),
            ChurnEvent.of(60, 3, ChurnEvent.Kind.JOIN));
    try (BowlCluster bowls = run(ChurnOptions.of(events, 2).withCheckpoints(10), 50)) {
      long saved = bowls.cluster.learner(3).updatesMade();
      long known = bowls.cluster.learner(3).versions().of(0);
      bowls.runUntil(54.9);
      long before = bowls.cluster.learner(3).updatesMade();
      bowls.runUntil(60);
      Learner back = bowls.cluster.learner(3);
      assertThat(back.state()).isEqualTo(LearnerState.RUNNING);
      assertThat(back.versions().own()).isEqualTo(Version.of(1, 0));
      assertThat(back.versions().of(0)).isGreaterThanOrEqualTo(known);
      assertThat(back.updatesMade()).as("seed %d", SEED).isEqualTo(saved);
      assertThat(bowls.cluster.churn())
          .isEqualTo(new ChurnSummary(1, 1, 0, 0, bowls.cluster.churn().updatesLost()));
      assertThat(bowls.cluster.churn().updatesLost())
          .as("seed %d: updates between 50 s and 55 s", SEED)
          .isBetween(before - saved, before - saved + 1);
      bowls.runUntil(100);
      assertThat(bowls.cluster.learner(0).versions().of(3)).isGreaterThan(Version.of(1, 10));
      assertThat(back.versions().ownLost())
          .isLessThanOrEqualTo(bowls.cluster.churn().updatesLost());
    }
  }

  @Test
  void shouldChangeNothingByTakingCheckpoints() {
    long without;
    try (BowlCluster bowls = run(ChurnOptions.NONE, 50)) {
      without = bowls.cluster.traceHash();
    }
    try (BowlCluster bowls = run(ChurnOptions.NONE.withCheckpoints(0.7), 50)) {
      assertThat(bowls.cluster.traceHash()).isEqualTo(without);
      assertThat(bowls.cluster.counters().updates()).isPositive();
    }
  }

  @Test
  void shouldCountOnceWhatARestoredLearnerHadCounted() {
    ChurnOptions churn = new ChurnOptions(List.of(), 10, 3, true, 0.5, 4);
    try (BowlCluster bowls = run(churn, 0)) {
      long updates = 0;
      for (int second = 1; second <= 100; second++) {
        bowls.runUntil(second);
        assertThat(bowls.cluster.counters().updates())
            .as("seed %d, second %d", SEED, second)
            .isGreaterThanOrEqualTo(updates);
        updates = bowls.cluster.counters().updates();
      }
      // r = 1, and each is there for 10 s of 13.
      assertThat(updates / bowls.cluster.learnerSeconds())
          .as("seed %d", SEED)
          .isBetween(0.85, 1.15);
      assertThat(bowls.cluster.churn().fromCheckpoint()).isPositive();
      assertThat(bowls.cluster.churn().updatesLost()).isPositive();
    }
  }

  @Test
  void shouldDiagnoseByWhatWasDoneSinceALearnerCameBack() {
    List<ChurnEvent> events =
        List.of(
            ChurnEvent.of(55, 3, ChurnEvent.Kind.CRASH),
            ChurnEvent.of(60, 3, ChurnEvent.Kind.JOIN));
    for (double checkpoint : new double[] {0, 10}) {
      ChurnOptions churn = ChurnOptions.of(events, 2).withCheckpoints(checkpoint);
      try (BowlCluster bowls = run(churn, 60)) {
        long before = bowls.cluster.learner(3).counters().updates();
        bowls.runUntil(100);
        LearnerActivity back = bowls.cluster.activities(id -> 1).get(3);
        assertThat(back.learner()).isEqualTo(3);
        assertThat(back.seconds()).as("checkpoints every %s s", checkpoint).isEqualTo(40);
        assertThat(back.expectedUpdates()).isEqualTo(40);
        assertThat(back.updates())
            .as("checkpoints every %s s, seed %d", checkpoint, SEED)
            .isEqualTo(bowls.cluster.learner(3).counters().updates() - before);
      }
    }
  }

  @Test
  void shouldLosePushesToACrashedLearnerUntilItsPeersKnow() {
    // 7 learners push at λ = 2, a seventh of it to the one that has crashed, for 10 s.
    List<ChurnEvent> crash = List.of(ChurnEvent.of(20, 3, ChurnEvent.Kind.CRASH));
    try (BowlCluster bowls = run(ChurnOptions.of(crash, 10), 20)) {
      bowls.runUntil(30);
      long lost = bowls.cluster.network().lost();
      assertThat(lost).as("seed %d", SEED).isBetween(8L, 35L);
      bowls.runUntil(100);
      assertThat(bowls.cluster.network().lost()).isEqualTo(lost);
    }
    List<ChurnEvent> leave = List.of(ChurnEvent.of(20, 3, ChurnEvent.Kind.LEAVE));
    try (BowlCluster bowls = run(ChurnOptions.of(leave, 10), 100)) {
      assertThat(bowls.cluster.network().lost()).isZero();
    }
  }

  @Test
  void shouldTakeALearnerWhoseFirstEventIsToJoinForALatecomer() {
    List<ChurnEvent> join = List.of(ChurnEvent.of(20, 7, ChurnEvent.Kind.JOIN));
    try (BowlCluster bowls = run(ChurnOptions.of(join, 0), 19)) {
      assertThat(bowls.cluster.live().cardinality()).isEqualTo(7);
      assertThat(bowls.cluster.network().lost()).isZero();
      bowls.runUntil(60);
      assertThat(bowls.cluster.learner(7).versions().own()).isBetween(10L, 80L);
      assertThat(bowls.cluster.learnerSeconds()).isCloseTo(460, Percentage.withPercentage(0.001));
    }
  }

  @Test
  void shouldBeUpForTheShareOfSyntheticChurn() {
    ChurnOptions churn = new ChurnOptions(List.of(), 30, 10, true, 0, 0);
    try (BowlCluster bowls = run(churn, 2000)) {
      assertThat(bowls.cluster.learnerSeconds() / (8 * 2000))
          .as("seed %d", SEED)
          .isCloseTo(0.75, Percentage.withPercentage(5));
      // One crash and one join every 40 s.
      assertThat(bowls.cluster.churned() / 8.0)
          .as("seed %d", SEED)
          .isCloseTo(100, Percentage.withPercentage(10));
    }
  }

  @Test
  void shouldSlowAStragglerDownOnBothClocks() {
    for (boolean paced : new boolean[] {true, false}) {
      LearnerSettings settings =
          LearnerSettings.defaults()
              .withPace(paced ? LearnerSettings.Pace.poisson(1) : LearnerSettings.Pace.NATURAL)
              .withCapacity(new CapacitySettings.Fixed(0));
      VirtualOptions options =
          VirtualOptions.DEFAULT
              .withStepTime(1, 0.5)
              .withChurn(ChurnOptions.of(List.of(ChurnEvent.speed(1000, 1, 0.25)), 0));
      try (BowlCluster bowls = new BowlCluster(2, SEED, i -> settings, i -> 0, 1, options)) {
        bowls.start().runUntil(1000);
        long before = bowls.cluster.learner(1).counters().updates();
        bowls.runUntil(3000);
        long slow = bowls.cluster.learner(1).counters().updates() - before;
        assertThat(before).as("paced %s", paced).isBetween(900L, 1100L);
        assertThat(slow).as("paced %s", paced).isBetween(440L, 560L);
        assertThat(bowls.cluster.learner(0).counters().updates()).isBetween(2850L, 3150L);
      }
    }
  }

  private static BowlCluster run(ChurnOptions churn, double seconds) {
    LearnerSettings settings = BowlCluster.paced(1).withCapacity(new CapacitySettings.Fixed(2));
    BowlCluster bowls =
        new BowlCluster(8, SEED, i -> settings, i -> 0, 1, VirtualOptions.DEFAULT.withChurn(churn));
    bowls.start().runUntil(seconds);
    return bowls;
  }
}
