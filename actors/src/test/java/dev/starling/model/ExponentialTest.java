package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExponentialTest {
  private static final float STEP = 1f / 1024;

  @Test
  void shouldStayWithinItsRelativeErrorOfStrictMath() {
    double worst = 0;
    for (float x = -87; x <= 88; x += STEP) {
      double exact = StrictMath.exp(x);
      worst = Math.max(worst, Math.abs(Exponential.exp(x) - exact) / exact);
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void shouldStayWithinItsAbsoluteErrorOfTanh() {
    double worst = 0;
    for (float x = -100; x <= 100; x += STEP) {
      worst = Math.max(worst, Math.abs(Exponential.tanh(x) - StrictMath.tanh(x)));
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void shouldStayWithinItsAbsoluteErrorOfLog1p() {
    double worst = 0;
    for (float x = 0; x <= 1; x += STEP) {
      worst = Math.max(worst, Math.abs(Exponential.log1p(x) - StrictMath.log1p(x)));
    }
    assertThat(worst).isLessThan(1e-8);
    assertThat(Exponential.log1p(Float.NaN)).isNaN();
  }

  @Test
  void shouldKeepTheEdgesOfTheLine() {
    assertThat(Exponential.exp(0)).isEqualTo(1);
    assertThat(Exponential.exp(-88)).isEqualTo(0);
    assertThat(Exponential.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(Exponential.exp(Float.NaN)).isNaN();
    assertThat(Exponential.tanh(Float.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Exponential.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Exponential.tanh(0)).isEqualTo(0);
    assertThat(Exponential.tanh(Float.NaN)).isNaN();
  }

  /** The hash was computed once; equal on JDK 17 and 25, interpreted and compiled. */
  @Test
  void shouldGiveTheSameBitsOnEveryJdk() {
    long hash = 0;
    for (float x = -87; x <= 0; x += STEP) {
      hash = 31 * hash + Float.floatToRawIntBits(Exponential.exp(x));
      hash = 31 * hash + Float.floatToRawIntBits(Exponential.tanh(x));
    }
    assertThat(hash).isEqualTo(7235704238661845779L);
  }
}
