package dev.starling.sim.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadraticTheoryTest {
  /** Solved independently, and simulated within 0.6 %: w = b = 1/2, r = 1, optima at −1 and 1. */
  @ParameterizedTest
  @CsvSource({
    "10, 0.1, 0.90000, 0.86942, 0.98199, 0.00653",
    "10, 1, 0.47368, 0.38596, 0.46096, 0.03070",
    "10, 2.302585, 0.28102, 0.21712, 0.27112, 0.03914",
    "1000, 0.1, 0.90901, 0.88058, 0.99308, 0.00006",
    "1000, 1, 0.49975, 0.39986, 0.47189, 0.00030",
    "1000, 6.907755, 0.12635, 0.07482, 0.09635, 0.00046"
  })
  void shouldGiveTheMomentsOfTheSteadyState(
      int n, double lambda, double pull, double power, double noisyPower, double meanPower) {
    QuadraticTheory still = theory(n, lambda, 0);
    assertThat(still.pull()).isCloseTo(pull, within(5e-6));
    assertThat(still.power()).isCloseTo(power, within(5e-6));
    assertThat(still.meanPower()).isCloseTo(meanPower, within(5e-6));
    // A target of deviation 0.6 moves a model by 0.3 at b = 1/2.
    assertThat(theory(n, lambda, 0.36).power()).isCloseTo(noisyPower, within(5e-6));
  }

  private static QuadraticTheory theory(int n, double lambda, double variance) {
    return new QuadraticTheory(n, 1, lambda, 0.5, new QuadraticTheory.Pull(0.5, 1, 1, variance));
  }
}
