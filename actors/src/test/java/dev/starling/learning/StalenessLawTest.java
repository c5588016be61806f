package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goldens: closed forms of the Mitra and Ulukus model, by our own derivation; r = 1. */
class StalenessLawTest {
  private static final int LN_N = 0;

  @ParameterizedTest
  @CsvSource({
    // n, lambda (0: ln n), E[S], Var(S), P(S=0), E max, E min
    "2, 1, 1.0000, 2.0000, .50000, 1.0000, 1.0000",
    "2, 0, 1.4427, 3.5241, .40938, 1.4427, 1.4427",
    "10, 1, 2.82897, 6.1860, .17037, 5.0921, 1.0000",
    "10, 0, 1.22861, 1.8618, .37686, 2.2115, .4343",
    "100, 1, 5.17738, 9.7649, .03405, 10.2512, 1.0000",
    "100, 0, 1.12425, 1.3406, .35968, 2.2260, .2171",
    "1000, 1, 7.48447, 12.3553, .00553, 14.9540, 1.0000",
    "1000, 0, 1.08349, 1.1856, .35570, 2.1648, .1448",
    "10000, 1, 9.78751, 14.7119, .00078, 19.5731, 1.0000",
    "10000, 0, 1.06266, 1.1207, .35556, 2.1251, .1086",
    "1000000, 1, 14.39273, 19.3273, .00001, 28.7854, 1.0000",
    "1000000, 0, 1.04178, 1.0676, .35737, 2.0836, .0724"
  })
  void shouldAgreeWithTheTabulatedClosedForms(
      int n, double rate, double mean, double variance, double fresh, double max, double min) {
    double lambda = rate == LN_N ? StrictMath.log(n) : rate;
    assertThat(StalenessLaw.mean(1, n, lambda)).isCloseTo(mean, within(6e-5));
    assertThat(StalenessLaw.variance(1, n, lambda)).isCloseTo(variance, within(6e-5));
    assertThat(StalenessLaw.probabilityFresh(1, n, lambda)).isCloseTo(fresh, within(6e-6));
    assertThat(StalenessLaw.worstHolder(1, n, lambda)).isCloseTo(max, within(6e-5));
    assertThat(StalenessLaw.freshestHolder(1, lambda)).isCloseTo(min, within(6e-5));
  }

  @Test
  void shouldAskForTheRateThatGivesTheWantedStaleness() {
    double lambda = StalenessLaw.requiredGossipRate(2.5, 33, 0.7);
    assertThat(StalenessLaw.mean(2.5, 33, lambda)).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void shouldExpandTheHarmonicNumbersAsExactlyAsTheySum() {
    double sum = 0;
    for (int k = 1; k <= 65; k++) {
      sum += 1.0 / k;
    }
    assertThat(StalenessLaw.harmonic(65)).isCloseTo(sum, within(1e-13));
    assertThat(StalenessLaw.harmonic(0)).isZero();
    assertThatThrownBy(() -> StalenessLaw.harmonic(-1)).hasMessageContaining("-1");
  }

  @Test
  void shouldKnowNoStalenessOfALearnerAlone() {
    assertThat(StalenessLaw.mean(1, 1, 0)).isZero();
    assertThat(StalenessLaw.requiredGossipRate(1, 1, 1)).isZero();
    assertThat(StalenessLaw.probabilityFresh(1, 1, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"100, 1.897", "1000, 1.855", "10000, 1.827"})
  void shouldTellWhatADelayPerHopCosts(int n, double seconds) {
    // E[T] at λ = ln n and a delay of 1/λ per hop: the spread of one item from its origin,
    // simulated
    // independently with a standard error of 0.2 %.
    double lambda = StrictMath.log(n);
    assertThat(StalenessLaw.mean(1, n, lambda, 1 / lambda))
        .isCloseTo(seconds, Percentage.withPercentage(2));
    assertThat(StalenessLaw.mean(1, n, lambda, 0)).isEqualTo(StalenessLaw.mean(1, n, lambda));
  }

  @Test
  void shouldAddTheDelayToTheWaitOfTwoLearners() {
    assertThat(StalenessLaw.mean(3, 2, 4, 2)).isCloseTo(3 * (1 / 4.0 + 2), within(1e-12));
    assertThat(StalenessLaw.mean(3, 1, 4, 2)).isZero();
    assertThat(StalenessLaw.mean(3, 9, 0, 2)).isInfinite();
  }
}
