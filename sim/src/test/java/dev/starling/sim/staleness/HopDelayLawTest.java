package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopDelayLawTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.1, 1, 3.7, 1e3, 1e9})
  void shouldInvertWTimesItsExponential(double x) {
    double w = HopDelayLaw.lambertW(x);
    assertThat(w * StrictMath.exp(w)).isCloseTo(x, within(1e-14 * x));
  }

  @Test
  void shouldKnowTheOmegaConstant() {
    assertThat(HopDelayLaw.lambertW(1)).isCloseTo(0.5671432904097838, within(1e-15));
    assertThatThrownBy(() -> HopDelayLaw.lambertW(-0.1)).hasMessageContaining("-0.1");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000, 10_000})
  void shouldEstimateTheSameAgeForEverySizeWhenTheDelayShrinksAsTheRateGrows(int n) {
    double lambda = StrictMath.log(n);
    // Closed form: ln n/α with α = W(1)·λ, that is 1/W(1).
    assertThat(HopDelayLaw.ageEstimate(n, lambda, 1 / lambda)).isCloseTo(1.763, within(5e-4));
    assertThat(HopDelayLaw.stalenessEstimate(2, n, lambda, 1 / lambda))
        .isCloseTo(2 * 1.7632, within(1e-3));
  }

  @Test
  void shouldGrowAtTheGossipRateWithoutADelay() {
    assertThat(HopDelayLaw.growthRate(3, 0)).isEqualTo(3);
    assertThat(HopDelayLaw.growthRate(3, 1e-9)).isCloseTo(3, within(1e-7));
    double alpha = HopDelayLaw.growthRate(3, 0.5);
    assertThat(3 * StrictMath.exp(-alpha * 0.5)).isCloseTo(alpha, within(1e-12));
  }
}
