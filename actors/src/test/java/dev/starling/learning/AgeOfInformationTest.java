package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long ago the news that a learner holds was made. */
class AgeOfInformationTest {
  private static final long SEED = 20240419;

  @ParameterizedTest
  @CsvSource({"8, 1, 2500", "32, 1, 700", "32, 4, 700"})
  void shouldTravelForTheTimeOfTheLaw(int n, double lambda, double seconds) {
    // E[T] = H(n−1)/λ: 2.593, 4.027 and 1.007.
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withCapacity(new CapacitySettings.Fixed(lambda));
    try (VirtualHost host =
        new VirtualHost(n, i -> settings, i -> new QuadraticTask(0, 1, 1), 0, SEED)) {
      host.runUntil(30);
      host.measureFromNow();
      host.runUntil(30 + seconds);
      AgeSummary age = host.grid.summary().age();
      assertThat(age.travelled() / 1e9)
          .as("n %d, seed %d", n, SEED)
          .isCloseTo(StalenessLaw.harmonic(n - 1) / lambda, Percentage.withPercentage(4));
      assertThat(age.atOrigin() / 1e9)
          .as("since a Poisson update, seed %d", SEED)
          .isCloseTo(1, within(0.05));
      assertThat(Arrays.stream(age.shares()).sum()).isCloseTo(1, within(1e-9));
      assertThat(age.p50()).isLessThan(age.mean()).isGreaterThan(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "100, 4.605170185988091"})
  void shouldHaveTheStalenessesOfTheLaw(int n, double lambda) {
    // Mean, variance and P(S = 0) by the closed forms beside it.
    double[] law = StalenessLaw.distribution(1, n, lambda, 400);
    double mean = 0;
    double squares = 0;
    for (int s = 0; s < law.length; s++) {
      mean += s * law[s];
      squares += (double) s * s * law[s];
    }
    assertThat(law[0]).isCloseTo(StalenessLaw.probabilityFresh(1, n, lambda), within(1e-12));
    assertThat(Arrays.stream(law).sum()).isCloseTo(1, within(1e-9));
    assertThat(mean).isCloseTo(StalenessLaw.mean(1, n, lambda), within(1e-6));
    assertThat(squares - mean * mean).isCloseTo(StalenessLaw.variance(1, n, lambda), within(1e-4));
  }

  @Test
  void shouldPlaceUpdatesBetweenTheRowsThatSawThem() {
    UpdateHistory history = new UpdateHistory(1);
    history.note(0, 0, 0);
    history.note(0, 1, 1);
    history.note(0, 2, 1);
    history.note(0, 4, 4);
    assertThat(history.age(0, 1)).as("half way between rows 0 and 1").isEqualTo(3.5);
    assertThat(history.age(0, 2)).as("the first of three between 2 and 4").isEqualTo(1.5);
    assertThat(history.age(0, 4)).isEqualTo(0.5);
  }

  @Test
  void shouldSayAtLeastOfWhatIsBeyondItsMemory() {
    UpdateHistory history = new UpdateHistory(2);
    for (int index = 0; index <= 1000; index++) {
      history.note(1, index, index);
    }
    assertThat(history.age(1, 990)).isEqualTo(10.5);
    assertThat(history.age(1, 3)).as("of 997.5").isBetween(128.0, 130.0);
    assertThat(history.age(0, 0)).as("of an origin without updates").isZero();
  }

  @Test
  void shouldKeepAgesToAThirtySecond() {
    AgeHistogram ages = new AgeHistogram();
    for (long us = 1; us <= 100_000; us++) {
      ages.add(1000 * us, 1);
    }
    assertThat(ages.quantile(0.5)).isCloseTo(50e6, Percentage.withPercentage(4));
    assertThat(ages.quantile(0.99)).isCloseTo(99e6, Percentage.withPercentage(4));
    assertThat(ages.mean()).isCloseTo(50e6, Percentage.withPercentage(0.1));
    assertThat(ages.max()).isEqualTo(100_000_000);
    double[] tenths = ages.shares(1e7, 10);
    assertThat(Arrays.stream(tenths).sum()).isCloseTo(1, within(1e-9));
    for (double tenth : tenths) {
      assertThat(tenth).isCloseTo(0.1, within(0.004));
    }
  }

  @Test
  void shouldHaveNoAgeWithoutNews() {
    AgeSummary none = new StalenessGrid(2, Origins.of(2, 2, 1, 0), 1, 0).summary().age();
    assertThat(none.mean()).isNaN();
    assertThat(none.max()).isNaN();
    assertThat(none.shares()).isEmpty();
  }
}
