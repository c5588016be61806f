package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.random.RandomStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How fast push gossip pulls models together, and where learners settle between their own optimum
 * and the others': exact values of our own derivation.
 */
class MixingDynamicsTest {
  private static final long SEED = 97;
  private static final int DIMENSIONS = 7;

  @ParameterizedTest
  @CsvSource({"5, 0.5, 0.750", "5, 0.25, 0.500", "20, 0.5, 0.553", "20, 0.25, 0.401"})
  void shouldContractDisagreementAtTheExactRate(int n, double weight, double kappa) {
    // E V(t) = V(0)·e^(−κt), κ = λ(2wn/(n−1) − 2w²), V = Σ|θ − mean|².
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1e-9))
            .withMixing(new MixingRule.Uniform(weight))
            .withCapacity(new CapacitySettings.Fixed(1));
    assertThat(decay(settings, n, 24_000 / n))
        .as("seed %d", SEED)
        .isCloseTo(kappa, Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @CsvSource({"5, 1.250", "20, 1.053"})
  void shouldContractDisagreementByExchangeAtTheExactRate(int n, double kappa) {
    // κ = λn/(n−1).
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1e-9))
            .withGossip(LearnerSettings.Gossip.EXCHANGE)
            .withCapacity(new CapacitySettings.Fixed(1));
    double decay = decay(settings, n, 60_000 / n);
    assertThat(decay).as("seed %d", SEED).isCloseTo(kappa, Percentage.withPercentage(3));
  }

  @Test
  void shouldSettleBetweenItsOwnOptimumAndTheOthers() {
    // n = 10, λ = 1, r = 1, b = ½, optima ±1: E y_i = 0.47368·s_i and mean E y² = 0.38596.
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.5), 0, 0))
            .withObjective(new LearnerSettings.Objective(false, 0, 8))
            .withCapacity(new CapacitySettings.Fixed(1));
    double sum = 0;
    double squares = 0;
    int rounds = 12_000;
    try (VirtualHost host =
        new VirtualHost(10, i -> settings, i -> new QuadraticTask(sign(i), 1, 1), 0, SEED)) {
      for (int round = 0; round < rounds; round++) {
        host.runUntil(20 + round / 4.0);
        for (int i = 0; i < 10; i++) {
          double y = host.learners[i].parameters().get(0);
          sum += sign(i) * y / (10.0 * rounds);
          squares += y * y / (10.0 * rounds);
        }
      }
    }
    assertThat(sum).as("seed %d", SEED).isCloseTo(0.47368, Percentage.withPercentage(3));
    assertThat(squares).as("seed %d", SEED).isCloseTo(0.38596, Percentage.withPercentage(3));
  }

  @ParameterizedTest
  @CsvSource({"false, 0.507", "true, -0.006"})
  void shouldFindThePooledOptimumAtUnequalRatesOnlyWithTheCorrection(boolean pooled, double mean) {
    // n = 32, optima −1 at r = 0.5 and +1 at r = 1.5, b = 0.02, λ = 4. Simulated independently.
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.02), 0, 0))
            .withObjective(new LearnerSettings.Objective(pooled, 0, 8))
            .withCapacity(new CapacitySettings.Fixed(4));
    double sum = 0;
    try (VirtualHost host =
        new VirtualHost(
            32,
            i -> settings.withPace(LearnerSettings.Pace.poisson(1 + sign(i) / 2.0)),
            i -> new QuadraticTask(sign(i), 1, 1),
            0,
            SEED)) {
      for (int second = 1; second <= 2000; second++) {
        host.runUntil(300 + second);
        sum += host.meanParameter() / 2000;
      }
    }
    assertThat(sum).as("seed %d", SEED).isCloseTo(mean, within(0.03));
  }

  @Test
  void shouldWeighLearnersByTheirSamples() {
    // Samples 1 and 3 of m̄ = 2: the pooled optimum of −1 and +1 is ½.
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withOptimizer(new LearnerSettings.Optimizer(StepSchedule.constant(0.02), 0, 0))
            .withObjective(new LearnerSettings.Objective(true, 2, 8))
            .withCapacity(new CapacitySettings.Fixed(4));
    double sum = 0;
    try (VirtualHost host =
        new VirtualHost(
            16, i -> settings, i -> new QuadraticTask(sign(i), 2 + sign(i), 1), 0, SEED)) {
      for (int second = 1; second <= 1000; second++) {
        host.runUntil(300 + second);
        sum += host.meanParameter() / 1000;
      }
    }
    assertThat(sum).as("seed %d", SEED).isCloseTo(0.5, within(0.03));
  }

  /** The exponent by which disagreement decays in a second, over restarts from random models. */
  private static double decay(LearnerSettings settings, int n, int epochs) {
    RandomStream random = RandomStream.named(SEED, "start", 0);
    double before = 0;
    double after = 0;
    try (VirtualHost host =
        new VirtualHost(n, i -> settings, i -> new QuadraticTask(0, 1, DIMENSIONS), 0, SEED)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        scatter(host, random);
        before += disagreement(host);
        host.runUntil(epoch);
        after += disagreement(host);
      }
    }
    return -StrictMath.log(after / before);
  }

  private static int sign(int learner) {
    return learner % 2 == 0 ? -1 : 1;
  }

  private static void scatter(VirtualHost host, RandomStream random) {
    for (Learner learner : host.learners) {
      for (int d = 0; d < DIMENSIONS; d++) {
        learner.parameters().set(d, (float) random.nextGaussian());
      }
    }
  }

  private static double disagreement(VirtualHost host) {
    double total = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
      double sum = 0;
      double squares = 0;
      for (Learner learner : host.learners) {
        double value = learner.parameters().get(d);
        sum += value;
        squares += value * value;
      }
      total += squares - sum * sum / host.learners.length;
    }
    return total;
  }
}
