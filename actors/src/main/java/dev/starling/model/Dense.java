package dev.starling.model;

import dev.starling.params.Kernels;
import dev.starling.params.MatrixView;
import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/**
 * One fully connected layer: A = f(X·W + b) for a batch X, one sample per row.
 *
 * <p>Its parameters are a slice of θ: W as inputs × outputs, row-major, and then b. Products run in
 * BLAS outside the heap; what is done element by element runs on arrays, where loops vectorize,
 * with one bulk copy each way. All temporaries are made once. Used by one thread at a time.
 */
final class Dense implements AutoCloseable {
  private final int inputs;
  private final int outputs;
  private final int firstWeight;
  private final int firstBias;
  private final Activation activation;

  private final ParameterVector products;
  private final ParameterVector deltaProducts;
  private final float[] values;
  private final float[] deltas;
  private final float[] bias;
  private final MatrixView left = new MatrixView();
  private final MatrixView right = new MatrixView();
  private final MatrixView result = new MatrixView();

  /**
   * @param firstParameter where this layer's slice of θ begins
   * @param maxRows samples of the largest batch
   */
  Dense(int inputs, int outputs, Activation activation, int firstParameter, int maxRows) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.activation = activation;
    this.firstWeight = firstParameter;
    this.firstBias = firstParameter + inputs * outputs;
    int most = Math.multiplyExact(maxRows, outputs);
    products = ParameterVector.allocate(most);
    deltaProducts = ParameterVector.allocate(most);
    values = new float[most];
    deltas = new float[most];
    bias = new float[outputs];
  }

  /** Parameters of a layer of this shape, as a long because a model's sum may overflow. */
  static long parameters(int inputs, int outputs) {
    return (long) inputs * outputs + outputs;
  }

  int outputs() {
    return outputs;
  }

  /** The layer's activated values after {@link #forward}, rows × outputs, outside the heap. */
  ParameterVector activated() {
    return products;
  }

  /** The same values as an array. */
  float[] values() {
    return values;
  }

  /** Derivatives of the loss by the layer's sums; the last layer's are written by the loss. */
  float[] deltas() {
    return deltas;
  }

  /** Weights uniform within the activation's bound, biases 0. */
  void initialise(ParameterVector theta, RandomStream random) {
    double bound = activation.initialBound(inputs, outputs);
    for (int i = firstWeight; i < firstBias; i++) {
      theta.set(i, (float) (bound * (2 * random.nextDouble() - 1)));
    }
    for (int i = 0; i < outputs; i++) {
      theta.set(firstBias + i, 0);
    }
  }

  /** Fills {@link #values()}, and {@link #activated()} unless this is the last layer. */
  void forward(ParameterVector theta, ParameterVector input, int rows) {
    Kernels.multiply(
        left.wrap(input, 0, rows, inputs),
        right.wrap(theta, firstWeight, inputs, outputs),
        result.wrap(products, 0, rows, outputs));
    int count = rows * outputs;
    products.copyTo(0, values, 0, count);
    theta.copyTo(firstBias, bias, 0, outputs);
    addBias(rows);
    if (activation != Activation.LINEAR) {
      activation.apply(values, count);
      products.copyFrom(0, values, 0, count);
    }
  }

  /**
   * Writes this layer's slice of the gradient, from its deltas and the input of {@link #forward}.
   */
  void gradient(ParameterVector input, int rows, ParameterVector gradient) {
    deltaProducts.copyFrom(0, deltas, 0, rows * outputs);
    Kernels.multiplyTransposedLeft(
        left.wrap(input, 0, rows, inputs),
        right.wrap(deltaProducts, 0, rows, outputs),
        result.wrap(gradient, firstWeight, inputs, outputs));
    sumDeltas(rows);
    gradient.copyFrom(firstBias, bias, 0, outputs);
  }

  /** Hands the deltas back to the layer before; after {@link #gradient}. */
  void propagate(ParameterVector theta, int rows, Dense before) {
    Kernels.multiplyTransposedRight(
        left.wrap(deltaProducts, 0, rows, outputs),
        right.wrap(theta, firstWeight, inputs, outputs),
        result.wrap(before.deltaProducts, 0, rows, inputs));
    int count = rows * inputs;
    before.deltaProducts.copyTo(0, before.deltas, 0, count);
    before.activation.multiplyByDerivative(before.deltas, before.values, count);
  }

  @Override
  public void close() {
    products.close();
    deltaProducts.close();
  }

  private void addBias(int rows) {
    for (int row = 0; row < rows; row++) {
      int from = row * outputs;
      for (int i = 0; i < outputs; i++) {
        values[from + i] += bias[i];
      }
    }
  }

  private void sumDeltas(int rows) {
    System.arraycopy(deltas, 0, bias, 0, outputs);
    for (int row = 1; row < rows; row++) {
      int from = row * outputs;
      for (int i = 0; i < outputs; i++) {
        bias[i] += deltas[from + i];
      }
    }
  }
}
