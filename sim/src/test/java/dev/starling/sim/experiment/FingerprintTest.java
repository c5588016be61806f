package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.params.ParameterVector;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void shouldBeFnv1aOverWords() {
    // By hand from the published constants: ((basis ^ 1)·prime ^ bits of 1.0f)·prime mod 2^64.
    long basis = 0xCBF29CE484222325L;
    long prime = 0x100000001B3L;
    long expected = (((basis ^ 1) * prime) ^ 0x3F800000L) * prime;

    assertThat(Fingerprint.of(new float[] {1})).isEqualTo(expected);
  }

  @Test
  void shouldBeThatOfTheValuesWhereverTheyLie() {
    float[] values = {1.5f, -2, 0, Float.NaN, Float.MIN_VALUE};

    try (ParameterVector theta = ParameterVector.allocate(values.length)) {
      theta.copyFrom(values);
      assertThat(Fingerprint.of(theta)).isEqualTo(Fingerprint.of(values));
    }
  }

  @Test
  void shouldTellWhatIsNotBitEqual() {
    long of = Fingerprint.of(new float[] {0, 1});

    assertThat(Fingerprint.of(new float[] {-0f, 1})).isNotEqualTo(of);
    assertThat(Fingerprint.of(new float[] {1, 0})).isNotEqualTo(of);
    assertThat(Fingerprint.of(new float[] {0, Math.nextUp(1f)})).isNotEqualTo(of);
    assertThat(Fingerprint.of(new float[] {0, 1, 0})).isNotEqualTo(of);
  }
}
