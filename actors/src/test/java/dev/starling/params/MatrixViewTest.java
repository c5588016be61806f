package dev.starling.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MatrixViewTest {
  private static final long SEED = 42;

  @Test
  void shouldMultiplyByHand() {
    // (1 2 3; 4 5 6)·(7 8; 9 10; 11 12), the product that every textbook has.
    assertThat(product(2, 3, 2, new float[] {1, 2, 3, 4, 5, 6}, new float[] {7, 8, 9, 10, 11, 12}))
        .containsExactly(58, 64, 139, 154);
  }

  @Test
  void shouldAgreeWithThreeLoopsInAllThreeForms() {
    int m = 13;
    int k = 29;
    int n = 17;
    RandomStream random = RandomStream.named(SEED, "matrices", 0);
    float[] a = uniform(random, m * k);
    float[] b = uniform(random, k * n);
    double[] expected = threeLoops(a, b, m, k, n);
    try (ParameterVector memory = ParameterVector.allocate(2 * (m * k + k * n) + m * n)) {
      int aT = m * k;
      int bAt = 2 * m * k;
      int bT = bAt + k * n;
      int cAt = bT + k * n;
      memory.copyFrom(0, a, 0, a.length);
      memory.copyFrom(aT, transposed(a, m, k), 0, a.length);
      memory.copyFrom(bAt, b, 0, b.length);
      memory.copyFrom(bT, transposed(b, k, n), 0, b.length);
      MatrixView left = new MatrixView().wrap(memory, 0, m, k);
      MatrixView right = new MatrixView().wrap(memory, bAt, k, n);
      MatrixView result = new MatrixView().wrap(memory, cAt, m, n);

      Kernels.multiply(left, right, result);
      assertClose(memory, cAt, expected);
      Kernels.multiplyTransposedLeft(left.wrap(memory, aT, k, m), right, result);
      assertClose(memory, cAt, expected);
      left.wrap(memory, 0, m, k);
      Kernels.multiplyTransposedRight(left, right.wrap(memory, bT, n, k), result);
      assertClose(memory, cAt, expected);
    }
  }

  @Test
  void shouldOverwriteTheProductWhateverWasThere() {
    try (ParameterVector memory = ParameterVector.allocate(3)) {
      memory.copyFrom(new float[] {2, 3, Float.NaN});
      Kernels.multiply(matrix(memory, 0), matrix(memory, 1), matrix(memory, 2));
      assertThat(memory.get(2)).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void shouldMultiplyByASingleColumnAsByAnyMatrix(int rows) {
    // The same vector beside zeros, which takes the general way; NaN where the product goes.
    int inner = 13;
    RandomStream random = RandomStream.named(2, "column", rows);
    float[] a = uniform(random, rows * inner);
    float[] b = uniform(random, inner);
    float[] wide = new float[2 * inner];
    for (int i = 0; i < inner; i++) {
      wide[2 * i] = b[i];
    }
    float[] expected = product(rows, inner, 2, a, wide);
    try (ParameterVector left = ParameterVector.allocate(rows * inner);
        ParameterVector right = ParameterVector.allocate(inner);
        ParameterVector result = ParameterVector.allocate(rows)) {
      right.copyFrom(b);
      left.copyFrom(a);
      result.fill(Float.NaN);
      MatrixView column = new MatrixView().wrap(right, 0, inner, 1);
      MatrixView product = new MatrixView().wrap(result, 0, rows, 1);
      Kernels.multiply(new MatrixView().wrap(left, 0, rows, inner), column, product);
      for (int i = 0; i < rows; i++) {
        assertThat(result.get(i)).as("row %d", i).isCloseTo(expected[2 * i], within(1e-5f));
      }
      left.copyFrom(transposed(a, rows, inner));
      result.fill(Float.NaN);
      Kernels.multiplyTransposedLeft(new MatrixView().wrap(left, 0, inner, rows), column, product);
      for (int i = 0; i < rows; i++) {
        assertThat(result.get(i)).as("column %d", i).isCloseTo(expected[2 * i], within(1e-5f));
      }
    }
  }

  @Test
  void shouldMakeARowIntoAColumnTimesANumber() {
    try (ParameterVector memory = ParameterVector.allocate(7)) {
      memory.copyFrom(new float[] {1, 2, 3, -2, Float.NaN, Float.POSITIVE_INFINITY, 9});
      Kernels.multiplyTransposedLeft(
          new MatrixView().wrap(memory, 0, 1, 3),
          matrix(memory, 3),
          new MatrixView().wrap(memory, 4, 3, 1));
      assertThat(memory.toArray()).containsExactly(1, 2, 3, -2, -2, -4, -6);
    }
  }

  @Test
  void shouldNameTheShapesThatDoNotFit() {
    try (ParameterVector memory = ParameterVector.allocate(100)) {
      MatrixView a = new MatrixView().wrap(memory, 0, 2, 3);
      MatrixView b = new MatrixView().wrap(memory, 6, 4, 5);
      MatrixView c = new MatrixView().wrap(memory, 26, 2, 5);
      assertThatThrownBy(() -> Kernels.multiply(a, b, c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the shapes of C = A·B do not fit: A 2×3, B 4×5, C 2×5");
      assertThatThrownBy(() -> Kernels.multiplyTransposedLeft(a, b, c))
          .hasMessageContaining("Aᵀ·B");
      assertThatThrownBy(() -> Kernels.multiplyTransposedRight(a, b, c))
          .hasMessageContaining("A·Bᵀ");
    }
  }

  @Test
  void shouldRefuseAMatrixBeyondItsVectorOrWithoutRows() {
    try (ParameterVector memory = ParameterVector.allocate(5)) {
      assertThatThrownBy(() -> new MatrixView().wrap(memory, 0, 2, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> new MatrixView().wrap(memory, 0, 0, 3))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static float[] product(int m, int k, int n, float[] a, float[] b) {
    try (ParameterVector left = ParameterVector.allocate(m * k);
        ParameterVector right = ParameterVector.allocate(k * n);
        ParameterVector result = ParameterVector.allocate(m * n)) {
      left.copyFrom(a);
      right.copyFrom(b);
      Kernels.multiply(
          new MatrixView().wrap(left, 0, m, k),
          new MatrixView().wrap(right, 0, k, n),
          new MatrixView().wrap(result, 0, m, n));
      return result.toArray();
    }
  }

  private static MatrixView matrix(ParameterVector memory, int offset) {
    return new MatrixView().wrap(memory, offset, 1, 1);
  }

  private static float[] uniform(RandomStream random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] result = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = values[i * columns + j];
      }
    }
    return result;
  }

  private static double[] threeLoops(float[] a, float[] b, int m, int k, int n) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          c[i * n + j] += (double) a[i * k + l] * b[l * n + j];
        }
      }
    }
    return c;
  }

  private static void assertClose(ParameterVector memory, int offset, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) memory.get(offset + i))
          .as("element %d, seed %d", i, SEED)
          .isCloseTo(expected[i], within(1e-5));
    }
  }
}
