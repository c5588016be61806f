package dev.starling.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialQuantileTest {
  private static final long SEED = 20_251_122;
  private static final int DRAWS = 3_000_000;
  private static final int NEIGHBOURS = 2_000;
  private static final double UNIT = 0x1p-53;

  @Test
  void shouldGiveTheBitsOfStrictMathForUniformDraws() {
    RandomStream stream = RandomStream.named(SEED, "draws", 0);
    for (int i = 0; i < DRAWS; i++) {
      requireSameBits(stream.nextDouble());
    }
  }

  // Draws near 0 and near 1 are rare, and go by other formulas.
  @Test
  void shouldGiveTheBitsOfStrictMathAtEveryMagnitude() {
    RandomStream stream = RandomStream.named(SEED, "magnitudes", 0);
    for (int i = 0; i < DRAWS; i++) {
      long small = stream.nextLong() >>> (11 + stream.nextInt(53));
      requireSameBits(small * UNIT);
      requireSameBits(1 - (1 + small) * UNIT);
    }
  }

  // 1 − √½, where fdlibm takes no power of two out; powers of two, and 2⁻²⁰ and 2⁻²⁹ beside them.
  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        0x1p-29,
        0x1.2bec3p-2,
        0x1.2bec4p-2,
        0x1.2bec333018866p-2,
        0.5,
        0.75,
        0.875,
        0.5 + 0x1p-21,
        0.5 - 0x1p-22,
        0.75 + 0x1p-22,
        0.75 - 0x1p-23,
        1 - 0x1.6a09ep-2,
        1 - 0x1.6a09ep-3,
        1 - UNIT
      })
  void shouldGiveTheBitsOfStrictMathWhereTheFormulaChanges(double edge) {
    for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
      double u = edge + i * UNIT;
      if (u >= 0 && u < 1) {
        requireSameBits(u);
      }
    }
  }

  private static void requireSameBits(double u) {
    double expected = -StrictMath.log1p(-u);
    double actual = ExponentialQuantile.of(u);
    // +0 and −0 are one time.
    if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected) && expected != 0) {
      assertThat(actual)
          .as("−ln(1 − %s), seed %d", Double.toHexString(u), SEED)
          .isEqualTo(expected);
    }
  }
}
