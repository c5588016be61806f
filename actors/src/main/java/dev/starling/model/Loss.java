package dev.starling.model;

/**
 * The end of a network: what its raw outputs cost, and what they say once they are made into a
 * prediction. All work is on arrays of rows × width, in place where possible; the mean is taken
 * over the rows, and the deltas are those of the mean.
 */
enum Loss {
  /** ½(y − t)², one output. */
  SQUARED {
    @Override
    double lossAndDeltas(float[] outputs, int width, Batch batch, float[] deltas) {
      int rows = batch.rows();
      float share = 1f / rows;
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        float error = outputs[row] - batch.target(row);
        sum += 0.5 * error * error;
        deltas[row] = error * share;
      }
      return sum / rows;
    }

    @Override
    void toPredictions(float[] outputs, int width, int rows) {}
  },

  /**
   * Cross-entropy of one output z that stands for p = 1/(1+e^−z): log(1+e^z) − t·z, in the form
   * that does not overflow.
   */
  LOGISTIC {
    @Override
    double lossAndDeltas(float[] outputs, int width, Batch batch, float[] deltas) {
      int rows = batch.rows();
      float share = 1f / rows;
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        float z = outputs[row];
        float target = batch.target(row);
        requireBinary(target);
        float small = Exponential.exp(-Math.abs(z));
        sum += Math.max(z, 0) - target * z + Exponential.log1p(small);
        deltas[row] = (probability(z, small) - target) * share;
      }
      return sum / rows;
    }

    @Override
    void toPredictions(float[] outputs, int width, int rows) {
      for (int row = 0; row < rows; row++) {
        float z = outputs[row];
        outputs[row] = probability(z, Exponential.exp(-Math.abs(z)));
      }
    }
  },

  /** Cross-entropy of a softmax over the outputs, one per class. */
  SOFTMAX {
    @Override
    double lossAndDeltas(float[] outputs, int width, Batch batch, float[] deltas) {
      int rows = batch.rows();
      float share = 1f / rows;
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        int from = row * width;
        int label = batch.label(row);
        requireClass(label, width);
        float highest = highest(outputs, from, width);
        float total = exponentials(outputs, from, width, highest, deltas);
        sum += StrictMath.log(total) + highest - outputs[from + label];
        multiply(deltas, from, width, share / total);
        deltas[from + label] -= share;
      }
      return sum / rows;
    }

    @Override
    void toPredictions(float[] outputs, int width, int rows) {
      for (int row = 0; row < rows; row++) {
        int from = row * width;
        float highest = highest(outputs, from, width);
        float total = exponentials(outputs, from, width, highest, outputs);
        multiply(outputs, from, width, 1 / total);
      }
    }
  };

  /**
   * Computes the mean loss of the batch and the derivatives of that mean by the outputs.
   *
   * @param outputs rows × width raw outputs, left as they are
   * @param deltas receives rows × width derivatives
   */
  abstract double lossAndDeltas(float[] outputs, int width, Batch batch, float[] deltas);

  /** Turns raw outputs into probabilities, or leaves them when they are the prediction. */
  abstract void toPredictions(float[] outputs, int width, int rows);

  /** 1/(1+e^−z), given e^−|z|, so that nothing overflows. */
  private static float probability(float z, float small) {
    return z >= 0 ? 1 / (1 + small) : small / (1 + small);
  }

  private static float highest(float[] values, int from, int count) {
    float highest = values[from];
    for (int i = from + 1; i < from + count; i++) {
      highest = Math.max(highest, values[i]);
    }
    return highest;
  }

  /** Writes e^(value − highest) to {@code target}, which may be {@code values}. */
  private static float exponentials(
      float[] values, int from, int count, float highest, float[] target) {
    float total = 0;
    for (int i = from; i < from + count; i++) {
      float power = Exponential.exp(values[i] - highest);
      target[i] = power;
      total += power;
    }
    return total;
  }

  private static void multiply(float[] values, int from, int count, float factor) {
    for (int i = from; i < from + count; i++) {
      values[i] *= factor;
    }
  }

  private static void requireBinary(float target) {
    if (target != 0 && target != 1) {
      throw new IllegalArgumentException(
          "the model logistic needs targets 0 and 1, found " + target);
    }
  }

  private static void requireClass(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "the model knows classes 0 to " + (classes - 1) + ", found " + label);
    }
  }
}
