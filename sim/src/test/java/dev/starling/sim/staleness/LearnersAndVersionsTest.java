package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred real learners, and the version matrix fed with what they did. */
class LearnersAndVersionsTest {
  private static final int LEARNERS = 100;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldHoldExactlyTheVersionsOfLearnersThatDidTheSame(long seed) {
    try (ModelHost host = new ModelHost(LEARNERS, StrictMath.log(LEARNERS), seed)) {
      VersionMatrix matrix = new VersionMatrix(host.origins());
      host.listen(matrix::update, matrix::push);
      for (int second = 1; second <= 8; second++) {
        host.runUntil(second);
        assertEqualVersions(host, matrix, seed);
      }
      assertThat(matrix.meanStaleness()).as("seed %d", seed).isBetween(0.7, 1.6);
    }
  }

  @Test
  void shouldMeetTheStalenessOfTheEngineInTheLongRun() {
    // The same law from the learners' own clocks and from the engine's superposed ones.
    double sum = 0;
    try (ModelHost host = new ModelHost(LEARNERS, StrictMath.log(LEARNERS), 4)) {
      VersionMatrix matrix = new VersionMatrix(host.origins());
      host.listen(matrix::update, matrix::push);
      for (int sample = 0; sample < 100; sample++) {
        host.runUntil(6 + 0.5 * sample);
        sum += matrix.meanStaleness();
      }
    }
    assertThat(sum / 100).as("seed 4").isBetween(1.124 * 0.95, 1.124 * 1.05);
  }

  private static void assertEqualVersions(ModelHost host, VersionMatrix matrix, long seed) {
    for (int holder = 0; holder < LEARNERS; holder++) {
      for (int origin = 0; origin < LEARNERS; origin++) {
        assertThat(matrix.version(holder, origin))
            .as("learner %d of learner %d, seed %d", holder, origin, seed)
            .isEqualTo(host.versions(holder).of(origin));
      }
    }
  }
}
