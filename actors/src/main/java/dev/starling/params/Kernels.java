package dev.starling.params;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The arithmetic on parameters: BLAS on off-heap memory, with no allocation per call.
 *
 * <p>BLAS runs on the calling thread alone ({@code blas_set_num_threads(1)}): parallelism comes
 * from lanes, and a second BLAS thread per lane would only fight them for cores.
 */
public final class Kernels {
  static {
    // ND4J sets the number of BLAS threads to that of the cores as it starts; let it come first.
    Nd4j.getBackend();
    openblas.blas_set_num_threads(1);
  }

  /**
   * Parameters mixed at a time: 16 KiB of each side. A multiple of what BLAS takes at once, so that
   * the same parameters are left over as without blocks, and no bit depends on them.
   */
  private static final int MIX_BLOCK = 4096;

  private Kernels() {}

  /** Threads that a call of BLAS takes, as the loaded library says: 1 where all is well. */
  public static int blasThreads() {
    return openblas.blas_get_num_threads();
  }

  /**
   * Mixes a received slice into a model: θ[offset…] ← (1−w)·θ[offset…] + w·received. Block by
   * block, so that what was scaled is still in the first cache as the received is added.
   *
   * @param weight w in [0, 1]
   */
  public static void mix(ParameterVector theta, int offset, ParameterView received, float weight) {
    for (int from = 0; from < received.length(); from += MIX_BLOCK) {
      int count = Math.min(MIX_BLOCK, received.length() - from);
      FloatCursor target = theta.cursorAt(offset + from, count);
      openblas.cblas_sscal(count, 1 - weight, target, 1);
      openblas.cblas_saxpy(count, weight, received.cursorAt(from), 1, target, 1);
    }
  }

  /** Adds a slice: y[offset…] ← y[offset…] + a·x. */
  public static void axpy(float a, ParameterView x, ParameterVector y, int offset) {
    int length = x.length();
    openblas.cblas_saxpy(length, a, x.cursor(), 1, y.cursorAt(offset, length), 1);
  }

  /**
   * Whether every value is finite and none is larger than {@code bound}, judged by the sum of the
   * absolute values: one pass that vectorizes. A slice may thus be refused although each value is
   * below the bound, when their sum is not; choose the bound with the slice's length in mind.
   */
  public static boolean isSane(ParameterView values, float bound) {
    float sum = openblas.cblas_sasum(values.length(), values.cursor(), 1);
    return sum <= bound;
  }

  /** As {@link #isSane(ParameterView, float)}, for a whole vector. */
  public static boolean isSane(ParameterVector values, float bound) {
    float sum = openblas.cblas_sasum(values.length(), values.cursorAt(0, values.length()), 1);
    return sum <= bound;
  }

  /** y ← y + a·x, for vectors of one length. */
  public static void axpy(float a, ParameterVector x, ParameterVector y) {
    requireSameLength(x, y);
    int length = x.length();
    openblas.cblas_saxpy(length, a, x.cursorAt(0, length), 1, y.cursorAt(0, length), 1);
  }

  /** x ← a·x. */
  public static void scale(float a, ParameterVector x) {
    openblas.cblas_sscal(x.length(), a, x.cursorAt(0, x.length()), 1);
  }

  /** Euclidean norm. */
  public static double norm(ParameterVector x) {
    return openblas.cblas_snrm2(x.length(), x.cursorAt(0, x.length()), 1);
  }

  /** C ← A·B. C must not overlap A or B. */
  public static void multiply(MatrixView a, MatrixView b, MatrixView c) {
    requireShapes(a.columns() == b.rows() && c.is(a.rows(), b.columns()), "A·B", a, b, c);
    if (c.columns() == 1) {
      multiplyByColumn(a, b, c);
      return;
    }
    gemm(openblas.CblasNoTrans, openblas.CblasNoTrans, a.columns(), a, b, c);
  }

  /** C ← Aᵀ·B. C must not overlap A or B. */
  public static void multiplyTransposedLeft(MatrixView a, MatrixView b, MatrixView c) {
    requireShapes(a.rows() == b.rows() && c.is(a.columns(), b.columns()), "Aᵀ·B", a, b, c);
    if (c.columns() == 1) {
      multiplyColumnByTransposed(a, b, c);
      return;
    }
    gemm(openblas.CblasTrans, openblas.CblasNoTrans, a.rows(), a, b, c);
  }

  /** C ← A·Bᵀ. C must not overlap A or B. */
  public static void multiplyTransposedRight(MatrixView a, MatrixView b, MatrixView c) {
    requireShapes(a.columns() == b.columns() && c.is(a.rows(), b.rows()), "A·Bᵀ", a, b, c);
    gemm(openblas.CblasNoTrans, openblas.CblasTrans, a.columns(), a, b, c);
  }

  // A model with one output needs no product of matrices, whose set-up takes longer than its sums.

  private static void multiplyByColumn(MatrixView a, MatrixView b, MatrixView c) {
    if (a.rows() == 1) {
      c.set(0, openblas.cblas_sdot(a.columns(), a.cursor(), 1, b.cursor(), 1));
    } else {
      gemv(openblas.CblasNoTrans, a, b, c);
    }
  }

  private static void multiplyColumnByTransposed(MatrixView a, MatrixView b, MatrixView c) {
    if (a.rows() == 1) {
      c.clear();
      openblas.cblas_saxpy(a.columns(), b.get(0), a.cursor(), 1, c.cursor(), 1);
    } else {
      gemv(openblas.CblasTrans, a, b, c);
    }
  }

  private static void gemv(int transA, MatrixView a, MatrixView b, MatrixView c) {
    openblas.cblas_sgemv(
        openblas.CblasRowMajor,
        transA,
        a.rows(),
        a.columns(),
        1,
        a.cursor(),
        a.columns(),
        b.cursor(),
        1,
        0,
        c.cursor(),
        1);
  }

  private static void gemm(
      int transA, int transB, int inner, MatrixView a, MatrixView b, MatrixView c) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        transA,
        transB,
        c.rows(),
        c.columns(),
        inner,
        1,
        a.cursor(),
        a.columns(),
        b.cursor(),
        b.columns(),
        0,
        c.cursor(),
        c.columns());
  }

  private static void requireShapes(
      boolean fit, String product, MatrixView a, MatrixView b, MatrixView c) {
    if (!fit) {
      throw new IllegalArgumentException(
          "the shapes of C = " + product + " do not fit: A " + a + ", B " + b + ", C " + c);
    }
  }

  private static void requireSameLength(ParameterVector x, ParameterVector y) {
    if (x.length() != y.length()) {
      throw new IllegalArgumentException(
          "vectors of " + x.length() + " and " + y.length() + " parameters");
    }
    if (x == y) {
      throw new IllegalArgumentException("a vector cannot be added to itself");
    }
  }
}
