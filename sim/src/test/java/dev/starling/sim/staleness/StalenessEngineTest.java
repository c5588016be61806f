package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine against closed forms and an independent event-driven simulation, both our own
 * derivation in the Mitra and Ulukus model, r = 1 unless said otherwise. Accepted as {@link
 * Estimate#agreementWith} says, over 20 seeds from 1 on; 0 stands for λ = ln n.
 */
class StalenessEngineTest {
  private static final int SEEDS = 20;

  @ParameterizedTest
  @CsvSource({
    // scheme, n, lambda, duration, E[S]
    "push, 2, 1, 6000, 1.000",
    "push, 2, 0, 6000, 1.443",
    "push, 10, 1, 1000, 2.829",
    "push, 10, 0, 1000, 1.229",
    "push, 100, 1, 150, 5.177",
    "push, 100, 0, 60, 1.124",
    "push, 1000, 1, 60, 7.484",
    "push, 1000, 0, 25, 1.083",
    "pull, 100, 0, 60, 1.124",
    "exchange, 100, 0, 60, .562",
    "own-model, 10, 0, 1500, 3.909",
    "own-model, 100, 0, 600, 21.50",
    "own-model, 100, 100, 60, .990",
    "own-model, 1000, 1000, 8, .999",
    "freshest, 10, 0, 1500, 3.909",
    "freshest, 100, 0, 600, 21.50",
    "last-updater, 10, 0, 1000, 1.229",
    "last-updater, 100, 0, 60, 1.124",
    "last-updater, 100, 1, 150, 5.177",
    "last-updater, 1000, 0, 20, 1.083"
  })
  void shouldMeetTheMeanStalenessOfTheScheme(
      String scheme, int n, double rate, double duration, double mean) {
    SeedSweep sweep = sweep(experiment(n, rate, duration).withScheme(Scheme.parse(scheme)));
    assertAgrees(sweep, StalenessFigures::mean, mean);
    assertAgrees(sweep, StalenessFigures::mean, sweep.theory(StalenessFigures::mean));
    Estimate first = sweep.estimate(StalenessOutcome::firstHalf);
    Estimate second = sweep.estimate(StalenessOutcome::secondHalf);
    // Stationary after the burn-in: the halves of the window agree.
    assertThat(Math.abs(first.mean() - second.mean()))
        .as("first half %s, second half %s", first, second)
        .isLessThan(4 * (first.standardError() + second.standardError()));
  }

  @ParameterizedTest
  @CsvSource({
    // n, lambda, duration: Var(S), P(S=0), E max, E min, E silence are those of the closed forms
    "10, 1, 3000",
    "100, 0, 150"
  })
  void shouldMeetTheWholeLawOfUniformPush(int n, double rate, double duration) {
    SeedSweep sweep = sweep(experiment(n, rate, duration).withAges(true));
    assertAgreesWithTheory(sweep, StalenessFigures::variance);
    assertAgreesWithTheory(sweep, StalenessFigures::fresh);
    assertAgreesWithTheory(sweep, StalenessFigures::worstHolder);
    assertAgreesWithTheory(sweep, StalenessFigures::freshestHolder);
    assertAgreesWithTheory(sweep, StalenessFigures::ageMean);
    assertAgreesWithTheory(sweep, StalenessFigures::ageVariance);
    assertAgreesWithTheory(sweep, StalenessFigures::silence);
  }

  @Test
  void shouldMeetTheGeometricLawOfOwnModels() {
    SeedSweep sweep = sweep(experiment(10, 0, 3000).withScheme(Scheme.OWN_MODEL).withAges(true));
    assertAgreesWithTheory(sweep, StalenessFigures::variance);
    assertAgreesWithTheory(sweep, StalenessFigures::fresh);
    assertAgreesWithTheory(sweep, StalenessFigures::worstHolder);
    assertAgreesWithTheory(sweep, StalenessFigures::ageMean);
  }

  @Test
  void shouldDependOnTheUpdateClockByItsFrequencyAlone() {
    SeedSweep doubled = sweep(experiment(100, 0, 60).withUpdates(RenewalLaw.poisson(2)));
    assertAgrees(doubled, StalenessFigures::mean, 2.249);
    // Shift 0.5 and Exp(2): one update per time unit, but a narrower law. Var simulated 0.557.
    SeedSweep shifted = sweep(experiment(100, 5, 60).withUpdates(RenewalLaw.shifted(2, 0.5)));
    assertAgrees(shifted, StalenessFigures::mean, 1.0355);
    assertAgrees(shifted, StalenessFigures::variance, 0.557);
  }

  @ParameterizedTest
  @CsvSource({
    // n, E[S] by an independent simulation, r·H(n−1)/λ_eff, duration
    "100, 0.964, 1.0355, 60",
    "1000, 1.434, 1.4969, 25"
  })
  void shouldStayBelowTheEstimateWhenGossipIsShifted(
      int n, double mean, double estimate, double duration) {
    // Shift 0.1 and Exp(10): five pushes per time unit.
    SeedSweep sweep = sweep(experiment(n, 5, duration).withGossip(RenewalLaw.shifted(10, 0.1)));
    assertAgrees(sweep, StalenessFigures::mean, mean);
    assertThat(sweep.outcomes().get(0).theoryKind()).isEqualTo(StalenessTheory.Kind.ESTIMATE);
    assertThat(sweep.theory(StalenessFigures::mean)).isCloseTo(estimate, within(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"100, 1.897, 40", "1000, 1.855, 8", "10000, 1.827, 2"})
  void shouldAgeWithEachHopByItsDelay(int n, double age, double duration) {
    // When one item that spreads from its origin reaches another learner, in the mean, with a delay
    // of 1/λ: simulated with an event queue of its own, s.e. 0.002, 0.003 and 0.004.
    double lambda = StrictMath.log(n);
    SeedSweep sweep = sweep(experiment(n, 0, duration).withHopDelay(1 / lambda).withAges(true));
    assertAgrees(sweep, StalenessFigures::ageMean, age);
    assertThat(sweep.theory(StalenessFigures::ageMean)).isBetween(1.763, 1.764);
  }

  @Test
  void shouldMakeEachOriginAsStaleAsItIsFast() {
    StalenessExperiment experiment =
        experiment(100, 0, 150)
            .withUpdates(new RenewalLaw(RateProfile.parse("alternating:0.5:1.5"), 0))
            .withTrackedOrigins(100);
    SeedSweep sweep = sweep(experiment);
    assertAgrees(sweep, outcome -> outcome.originMeans().get(0), 0.5 * 1.12425, 0.06);
    assertAgrees(sweep, outcome -> outcome.originMeans().get(1), 1.5 * 1.12425, 0.06);
    assertAgreesWithTheory(sweep, StalenessFigures::mean);
  }

  @Test
  void shouldStayBelowTheBoundOfTheSlowestWhenGossipRatesDiffer() {
    SeedSweep sweep =
        sweep(
            experiment(50, 5, 40).withGossip(new RenewalLaw(RateProfile.parse("uniform:2:8"), 0)));
    double measured = sweep.measured(StalenessFigures::mean).mean();
    assertThat(sweep.outcomes().get(0).theoryKind()).isEqualTo(StalenessTheory.Kind.UPPER_BOUND);
    assertThat(measured).isLessThan(sweep.theory(StalenessFigures::mean)).isGreaterThan(0.8);
  }

  @Test
  void shouldTakeTheShorterWayRoundARing() {
    int n = 20;
    double lambda = 3;
    MeasuringWindow window = new MeasuringWindow(60, 300, 1);
    SeedSweep sweep = sweep(experiment(n, lambda, 1).withTopology("ring", window));
    assertAgrees(sweep, StalenessFigures::mean, ringAge(n, lambda));
    assertThat(sweep.outcomes().get(0).theoryKind()).isEqualTo(StalenessTheory.Kind.NONE);
    assertThat(sweep.theory(StalenessFigures::mean)).isNaN();
  }

  /**
   * Closed form: news reaches a learner k places on by k pushes one way or n − k the other, each at
   * rate λ/2, so with p(a, b) the chance to be a and b places on, E[T] = Σ p(a, b)/λ over a < k and
   * b < n − k, mean over k.
   */
  private static double ringAge(int n, double lambda) {
    double sum = 0;
    for (int k = 1; k < n; k++) {
      double[] reached = new double[n - k];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < n - k; b++) {
          double oneWay = a == 0 ? 0 : reached[b] / 2;
          double other = b == 0 ? 0 : reached[b - 1] / 2;
          reached[b] = a + b == 0 ? 1 : oneWay + other;
          sum += reached[b] / lambda;
        }
      }
    }
    return sum / (n - 1);
  }

  private static StalenessExperiment experiment(int n, double rate, double duration) {
    return StalenessExperiment.push(n, rate == 0 ? StrictMath.log(n) : rate)
        .withWindow(MeasuringWindow.lasting(duration));
  }

  private static SeedSweep sweep(StalenessExperiment experiment) {
    return SeedSweep.run(experiment, SEEDS, 2);
  }

  private static void assertAgreesWithTheory(
      SeedSweep sweep, ToDoubleFunction<StalenessFigures> figure) {
    assertAgrees(sweep, figure, sweep.theory(figure));
  }

  private static void assertAgrees(
      SeedSweep sweep, ToDoubleFunction<StalenessFigures> figure, double reference) {
    Estimate estimate = sweep.measured(figure);
    assertThat(estimate.agreementWith(reference))
        .as("%s for %s, seeds 1 to %d", estimate, reference, SEEDS)
        .isEqualTo(Estimate.Agreement.MET);
  }

  /** For a figure that single runs know less exactly than the rule asks. */
  private static void assertAgrees(
      SeedSweep sweep,
      ToDoubleFunction<StalenessOutcome> figure,
      double reference,
      double tolerance) {
    Estimate estimate = sweep.estimate(figure);
    assertThat(Math.abs(estimate.mean() - reference))
        .as("%s for %s, seeds 1 to %d", estimate, reference, SEEDS)
        .isLessThan(tolerance);
  }
}
