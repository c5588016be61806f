package dev.starling.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.learning.CapacitySettings;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerSettings;
import dev.starling.learning.StalenessLaw;
import dev.starling.learning.StalenessSummary;
import dev.starling.learning.StepSchedule;
import dev.starling.run.Latency;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host in virtual time against the law S = r·H(n−1)/λ and what follows from it. */
class VirtualLawTest {
  private static final long SEED = 20240419;

  @ParameterizedTest
  @CsvSource({"8, 12000", "32, 3000", "128, 700"})
  void shouldHaveTheStalenessOfTheLaw(int n, double seconds) {
    double lambda = StalenessLaw.requiredGossipRate(1, n, 1);
    StalenessSummary exact = measure(n, fixed(lambda), NetworkOptions.PERFECT, seconds);
    assertThat(exact.mean()).as("n %d, seed %d", n, SEED).isCloseTo(1, within(0.03));
    assertThat(exact.worstHolder())
        .as("worst holder, n %d, seed %d", n, SEED)
        .isCloseTo(StalenessLaw.worstHolder(1, n, lambda), Percentage.withPercentage(5));
    assertThat(exact.coverage()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheSamplesOfItsLearnersForTimeAverages() {
    // Poisson pushes see time averages.
    double lambda = StalenessLaw.requiredGossipRate(1, 32, 1);
    try (BowlCluster bowls =
        BowlCluster.of(32, SEED, fixed(lambda), NetworkOptions.PERFECT).start()) {
      bowls.runUntil(20);
      Progress start = Progress.of(bowls.cluster);
      bowls.runUntil(2000);
      Progress end = Progress.of(bowls.cluster);
      assertThat(end.sampleMeanSince(start)).as("seed %d", SEED).isCloseTo(1, within(0.03));
      assertThat(end.gossipRateSince(start)).isCloseTo(lambda, Percentage.withPercentage(1));
      assertThat(end.updateRateSince(start)).isCloseTo(1, Percentage.withPercentage(1));
    }
  }

  @Test
  void shouldDecideTheSameWithoutTheExactMatrix() {
    // The exact staleness is for reports: it never flows back into what learners do.
    NetworkOptions network = NetworkOptions.PERFECT.withLoss(0.1, 0).withBytesPerSecond(2_000);
    CapacitySettings capacity = CapacitySettings.Law.closedLoop(1);
    try (BowlCluster measured = BowlCluster.of(8, SEED, capacity, network).start();
        BowlCluster unmeasured = BowlCluster.of(8, SEED, capacity, network).start()) {
      assertThat(measured.measure(100, 0.1).rows()).isPositive();
      unmeasured.runUntil(100);
      assertThat(unmeasured.cluster.traceHash())
          .as("seed %d", SEED)
          .isEqualTo(measured.cluster.traceHash());
      for (int id = 0; id < 8; id++) {
        Learner with = measured.cluster.learner(id);
        Learner without = unmeasured.cluster.learner(id);
        assertThat(without.gossipRate()).isEqualTo(with.gossipRate());
        assertThat(without.capacityTrim()).isEqualTo(with.capacityTrim());
        assertThat(without.parameters().get(0)).isEqualTo(with.parameters().get(0));
      }
    }
  }

  @Test
  void shouldBeStalerByTheShareOfPushesLost() {
    // λ counts pushes that arrive: S = 1/0.7 when 30 % of them do not.
    double lambda = StalenessLaw.requiredGossipRate(1, 32, 1);
    StalenessSummary exact =
        measure(32, fixed(lambda), NetworkOptions.PERFECT.withLoss(0.3, 0), 3000);
    assertThat(exact.mean()).as("seed %d", SEED).isCloseTo(1 / 0.7, Percentage.withPercentage(3));
  }

  @Test
  void shouldHoldItsTargetByFeedbackWhenPushesAreLost() {
    // Simulated independently: within 0.98 and 1.035 in 12 of 12 runs.
    try (BowlCluster bowls =
        BowlCluster.of(
                8,
                SEED,
                CapacitySettings.Law.closedLoop(1),
                NetworkOptions.PERFECT.withLoss(0.3, 0))
            .start()) {
      bowls.runUntil(300);
      StalenessSummary exact = bowls.measure(4300, 0.5);
      assertThat(exact.mean()).as("seed %d", SEED).isBetween(0.96, 1.05);
    }
  }

  @Test
  void shouldGrowStalerWithTheDelayOfAHop() {
    // With a hop of δ = 1/λ at λ = ln n, S ≈ r·ln n/α with α = W(λδ)/δ: 1.763 in the limit of many
    // learners, simulated independently as 1.887 at n = 100.
    double lambda = StrictMath.log(100);
    StalenessSummary exact =
        measure(
            100, fixed(lambda), NetworkOptions.PERFECT.withLatency(Latency.fixed(1 / lambda)), 600);
    assertThat(exact.mean()).as("seed %d", SEED).isCloseTo(1.887, Percentage.withPercentage(3));
  }

  @ParameterizedTest
  @CsvSource({"false, 0.507", "true, -0.006"})
  void shouldFindThePooledOptimumAtUnequalRatesOnlyWithTheCorrection(boolean pooled, double mean) {
    // n = 32, optima −1 at r = 0.5 and +1 at r = 1.5, b = 0.02, λ = 4. Simulated independently.
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.02), 0, 0))
            .withObjective(new LearnerSettings.Objective(pooled, 0, 8))
            .withCapacity(fixed(4));
    double sum = 0;
    try (BowlCluster bowls =
        new BowlCluster(
            32,
            SEED,
            i -> settings.withPace(LearnerSettings.Pace.poisson(i % 2 == 0 ? 0.5 : 1.5)),
            i -> i % 2 == 0 ? -1 : 1,
            1,
            VirtualOptions.DEFAULT)) {
      bowls.start();
      for (int second = 1; second <= 2000; second++) {
        bowls.runUntil(300 + second);
        sum += bowls.meanParameter() / 2000;
      }
    }
    assertThat(sum).as("seed %d", SEED).isCloseTo(mean, within(0.03));
  }

  private static StalenessSummary measure(
      int n, CapacitySettings capacity, NetworkOptions network, double seconds) {
    try (BowlCluster bowls = BowlCluster.of(n, SEED, capacity, network).start()) {
      return bowls.measure(seconds, 0.5);
    }
  }

  private static CapacitySettings fixed(double lambda) {
    return new CapacitySettings.Fixed(lambda);
  }
}
