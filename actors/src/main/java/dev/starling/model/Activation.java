package dev.starling.model;

/**
 * What a layer does to its sums, element by element, on arrays so that the loops vectorize. The
 * derivative is taken from the activated value, which is all that the backward pass has left.
 */
enum Activation {
  /** The value itself: the last layer, whose non-linearity is part of the loss. */
  LINEAR {
    @Override
    void apply(float[] values, int count) {}

    @Override
    void multiplyByDerivative(float[] deltas, float[] activated, int count) {}

    @Override
    double initialBound(int inputs, int outputs) {
      return xavierBound(inputs, outputs);
    }
  },

  /** max(0, x). */
  RELU {
    @Override
    void apply(float[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = Math.max(values[i], 0);
      }
    }

    @Override
    void multiplyByDerivative(float[] deltas, float[] activated, int count) {
      // A comparison would be a branch, mispredicted for every other value; this vectorizes.
      for (int i = 0; i < count; i++) {
        deltas[i] *= Math.min(activated[i] * LARGE * LARGE, 1);
      }
    }

    @Override
    double initialBound(int inputs, int outputs) {
      return Math.sqrt(6.0 / inputs);
    }
  },

  /** tanh x. */
  TANH {
    @Override
    void apply(float[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = Exponential.tanh(values[i]);
      }
    }

    @Override
    void multiplyByDerivative(float[] deltas, float[] activated, int count) {
      for (int i = 0; i < count; i++) {
        deltas[i] *= 1 - activated[i] * activated[i];
      }
    }

    @Override
    double initialBound(int inputs, int outputs) {
      return xavierBound(inputs, outputs);
    }
  };

  /** Its square makes any positive float larger than 1, and leaves 0 as it is. */
  private static final float LARGE = 0x1p75f;

  /** Activates the first {@code count} sums in place. */
  abstract void apply(float[] values, int count);

  /** Turns the loss's derivative by the activated values into the one by the sums, in place. */
  abstract void multiplyByDerivative(float[] deltas, float[] activated, int count);

  /**
   * Weights start uniform in ±this: He et al. 2015 (eq. 10) before a ReLU, a variance of 2/inputs;
   * Glorot and Bengio 2010 (eq. 16) otherwise, a variance of 2/(inputs+outputs).
   */
  abstract double initialBound(int inputs, int outputs);

  private static double xavierBound(int inputs, int outputs) {
    return Math.sqrt(6.0 / ((double) inputs + outputs));
  }
}
