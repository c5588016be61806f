package dev.starling.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.random.RandomStream;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;

final class KernelsTest {
  private static final long SEED = 6;

  @Test
  void shouldMoveThetaTowardsTheReceivedSliceByTheWeight() {
    try (ParameterVector theta = vector(1, 1, 1, 1);
        ParameterVector received = vector(5, 9)) {
      Kernels.mix(theta, 1, new ParameterView().wrap(received, 0, 2), 0.25f);
      assertThat(theta.toArray()).as("(1-w)·1 + w·5 and w·9").containsExactly(1, 2, 3, 1);
    }
  }

  @Test
  void shouldKeepThetaAtWeightZeroAndTakeTheOtherAtWeightOne() {
    try (ParameterVector theta = vector(1, 2);
        ParameterVector received = vector(5, 9)) {
      ParameterView view = new ParameterView().wrap(received, 0, 2);
      Kernels.mix(theta, 0, view, 0);
      assertThat(theta.toArray()).containsExactly(1, 2);
      Kernels.mix(theta, 0, view, 1);
      assertThat(theta.toArray()).containsExactly(5, 9);
    }
  }

  @Test
  void shouldRefuseASliceThatReachesBeyondTheta() {
    try (ParameterVector theta = vector(1, 2);
        ParameterVector received = vector(5, 9)) {
      ParameterView view = new ParameterView().wrap(received, 0, 2);
      assertThatThrownBy(() -> Kernels.mix(theta, 1, view, 0.5f))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void shouldMixALongSliceToTheBitAsOneCallOfBlasWould() {
    int length = 3 * 4096 + 37;
    float weight = 0.3f;
    RandomStream random = RandomStream.named(SEED, "mix", 0);
    float[] theta = new float[length];
    float[] received = new float[length];
    for (int i = 0; i < length; i++) {
      theta[i] = (float) random.nextGaussian();
      received[i] = (float) random.nextGaussian();
    }
    try (ParameterVector mixed = vector(theta);
        ParameterVector other = vector(received)) {
      Kernels.mix(mixed, 0, new ParameterView().wrap(other, 0, length), weight);
      openblas.cblas_sscal(length, 1 - weight, theta, 1);
      openblas.cblas_saxpy(length, weight, received, 1, theta, 1);
      assertThat(mixed.toArray()).as("seed %d", SEED).isEqualTo(theta);
    }
  }

  @Test
  void shouldTellFiniteValuesWithinTheBoundFromOthers() {
    assertSane(true, 1, -2, 3);
    assertSane(false, 50, -51);
    assertSane(false, 1, Float.NaN);
    assertSane(false, 1, Float.NEGATIVE_INFINITY);
    assertSane(false, Float.MAX_VALUE, Float.MAX_VALUE);
  }

  @Test
  void shouldAddScaleAndMeasureVectors() {
    try (ParameterVector x = vector(3, 4);
        ParameterVector y = vector(1, 1)) {
      assertThat(Kernels.norm(x)).as("3-4-5 triangle").isCloseTo(5, within(1e-6));
      Kernels.axpy(2, x, y);
      assertThat(y.toArray()).containsExactly(7, 9);
      Kernels.scale(-1, y);
      assertThat(y.toArray()).containsExactly(-7, -9);
    }
  }

  @Test
  void shouldRefuseToAddVectorsThatDoNotFit() {
    try (ParameterVector x = vector(3, 4);
        ParameterVector y = vector(1)) {
      assertThatThrownBy(() -> Kernels.axpy(1, x, y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("vectors of 2 and 1 parameters");
      assertThatThrownBy(() -> Kernels.axpy(1, x, x)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldLeaveBlasOnOneThread() {
    assertSane(true, 1);
    assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
  }

  private static void assertSane(boolean expected, float... values) {
    try (ParameterVector vector = vector(values)) {
      assertThat(Kernels.isSane(vector, 100)).isEqualTo(expected);
      ParameterView view = new ParameterView().wrap(vector, 0, values.length);
      assertThat(Kernels.isSane(view, 100)).isEqualTo(expected);
    }
  }

  private static ParameterVector vector(float... values) {
    ParameterVector vector = ParameterVector.allocate(values.length);
    vector.copyFrom(values);
    return vector;
  }
}
