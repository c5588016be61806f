package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.params.ParameterVector;
import org.junit.jupiter.api.Test;

/** Step sizes, optimizer, objective scale and mixing weights: worked numbers. */
class LearningRulesTest {

  @Test
  void shouldDecayTheStepSizeAsHalfACosine() {
    StepSchedule schedule = StepSchedule.cosine(0.4, 100, 0);
    assertThat(schedule.rateAt(0, 0)).isEqualTo(0.4);
    assertThat(schedule.rateAt(50, 0)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.rateAt(25, 0)).isCloseTo(0.2 * (1 + Math.sqrt(0.5)), within(1e-12));
    assertThat(schedule.rateAt(100, 0)).isZero();
    assertThat(schedule.rateAt(170, 0)).isZero();
  }

  @Test
  void shouldDecayByWhicheverLimitIsNearer() {
    StepSchedule schedule = StepSchedule.cosine(0.4, 100, 1000);
    assertThat(schedule.rateAt(10, 500)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.rateAt(50, 100)).isCloseTo(0.2, within(1e-12));
    assertThat(StepSchedule.constant(0.3).rateAt(10, 10)).isEqualTo(0.3);
  }

  @Test
  void shouldAskForAHorizonOfACosine() {
    assertThatThrownBy(() -> StepSchedule.cosine(0.4, 0, 0))
        .hasMessageContaining("limit its updates or its time");
    assertThatThrownBy(() -> StepSchedule.constant(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void shouldStepWithMomentumAndWeightDecay() {
    try (ParameterVector theta = ParameterVector.allocate(1);
        ParameterVector gradient = ParameterVector.allocate(1);
        SgdOptimizer optimizer = new SgdOptimizer(0.5, 0.25, 1)) {
      theta.fill(4);
      gradient.fill(1);
      optimizer.step(theta, gradient, 0.5);
      // v = 1 + 0.25·4 = 2, θ = 4 − 0.5·2.
      assertThat(theta.get(0)).isEqualTo(3);
      optimizer.step(theta, gradient, 0.5);
      // v = 0.5·2 + 1 + 0.25·3 = 2.75.
      assertThat(theta.get(0)).isEqualTo(3 - 0.5f * 2.75f);
      assertThat(gradient.get(0)).as("only read").isEqualTo(1);
      optimizer.reset();
      theta.fill(4);
      optimizer.step(theta, gradient, 0.5);
      assertThat(theta.get(0)).isEqualTo(3);
    }
  }

  @Test
  void shouldStepWithoutMomentumAsWithAMomentumOfNothing() {
    try (ParameterVector theta = ParameterVector.allocate(1);
        ParameterVector gradient = ParameterVector.allocate(1);
        SgdOptimizer optimizer = new SgdOptimizer(0, 0.25, 1)) {
      theta.fill(4);
      gradient.fill(1);
      optimizer.step(theta, gradient, 0.5);
      assertThat(theta.get(0)).isEqualTo(3);
    }
  }

  @Test
  void shouldCapTheObjectiveScaleAndCountIt() {
    LearnerCounters counters = new LearnerCounters();
    LearnerSettings.Objective settings = new LearnerSettings.Objective(true, 10, 8);
    assertThat(new ObjectiveScale(settings, 5, new RateEstimator(), counters).next())
        .isEqualTo(0.5);
    assertThat(counters.scaleCapped()).isZero();
    assertThat(new ObjectiveScale(settings, 100, new RateEstimator(), counters).next())
        .isEqualTo(8);
    assertThat(counters.scaleCapped()).isEqualTo(1);
  }

  @Test
  void shouldWeighModelsByAge() {
    MixingRule rule = new MixingRule.AgeWeighted();
    assertThat(rule.weight(vector(10, 0), Version.of(0, 30), new long[] {0, 30})).isEqualTo(0.75);
    assertThat(rule.weight(vector(0, 0), Version.NONE, new long[2])).isEqualTo(0.5);
  }

  @Test
  void shouldMixLessWhenThePushIsStale() {
    MixingRule rule = new MixingRule.StalenessWeighted();
    // Brings nothing and lacks 9 updates.
    assertThat(rule.weight(vector(9, 3), 3, new long[] {0, 3})).isCloseTo(0.05, within(1e-12));
    // Brings 5 and lacks nothing.
    assertThat(rule.weight(vector(9, 3), 8, new long[] {9, 8})).isEqualTo(0.5);
    // Brings 2 and lacks 3.
    assertThat(rule.weight(vector(9, 3), 5, new long[] {6, 5})).isEqualTo(0.25);
  }

  @Test
  void shouldRefuseSettingsOutOfRange() {
    assertThatThrownBy(() -> new MixingRule.Uniform(0)).hasMessageContaining("(0, 1]");
    assertThatThrownBy(() -> new LearnerSettings.Pace(2, 600_000_000))
        .hasMessageContaining("leaves no time");
    assertThatThrownBy(() -> new LearnerSettings.Objective(true, 0, 0.5))
        .hasMessageContaining("cap");
    assertThatThrownBy(() -> new LearnerSettings.Optimizer(StepSchedule.constant(1), 1, 0))
        .hasMessageContaining("momentum");
    assertThatThrownBy(() -> new LearnerSettings.Updates(0, 0, false, LearnerSettings.Pace.NATURAL))
        .hasMessageContaining("steps per update");
  }

  private static VersionVector vector(long own, long other) {
    VersionVector vector = new VersionVector(Origins.of(2, 2, 1, 0), 0, own);
    vector.raise(new long[] {0, other});
    return vector;
  }
}
