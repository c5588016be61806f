package dev.starling.sim.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goldens: closed forms of the Mitra and Ulukus model, by our own derivation; r = 1. */
class OpportunisticLawTest {

  @ParameterizedTest
  @CsvSource({
    // n, lambda (0: ln n), E[S], its printed digits
    "2, 1, 1.000, .0005",
    "2, 0, 1.443, .0005",
    "10, 1, 9.000, .0005",
    "10, 0, 3.909, .0005",
    "100, 1, 99.00, .005",
    "100, 0, 21.50, .005",
    "1000, 1, 999.0, .05",
    "1000, 0, 144.6, .05",
    "10000, 1, 9999, .5",
    "10000, 0, 1085.6, .05",
    "1000000, 1, 999999, .5",
    "1000000, 0, 72382, .5"
  })
  void shouldAgreeWithTheTabulatedMeans(int n, double rate, double mean, double digits) {
    double lambda = rate == 0 ? StrictMath.log(n) : rate;
    assertThat(OpportunisticLaw.mean(1, n, lambda)).isCloseTo(mean, within(digits));
  }

  @Test
  void shouldBeGeometric() {
    double fresh = OpportunisticLaw.probabilityFresh(2, 50, 7);
    double mean = OpportunisticLaw.mean(2, 50, 7);
    assertThat(mean).isCloseTo((1 - fresh) / fresh, within(1e-12));
    assertThat(OpportunisticLaw.variance(2, 50, 7))
        .isCloseTo((1 - fresh) / (fresh * fresh), within(1e-10));
  }

  @Test
  void shouldAskForARateThatGrowsLikeTheNumberOfLearners() {
    double lambda = OpportunisticLaw.requiredGossipRate(1, 1001, 0.5);
    assertThat(lambda).isEqualTo(2000);
    assertThat(OpportunisticLaw.mean(1, 1001, lambda)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void shouldLieAboveTheBoundForAllSchemesOfOneOriginAndAboutTwice() {
    double bound = OpportunisticLaw.lowerBound(1, 100, 1, 1);
    assertThat(bound).isEqualTo(49);
    assertThat(OpportunisticLaw.mean(1, 100, 1)).isGreaterThan(bound);
    assertThat(OpportunisticLaw.lowerBound(1, 100, 1, 100)).isZero();
  }
}
