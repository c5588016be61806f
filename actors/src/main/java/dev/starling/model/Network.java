package dev.starling.model;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/**
 * Dense layers one after the other, and a loss: the linear, logistic and softmax models are the
 * ones with a single layer, an MLP has hidden layers before it. θ is the layers' slices in order,
 * each W (inputs × outputs, row-major) and then b. Used by one thread at a time.
 */
final class Network implements Model {
  private final int features;
  private final int maxBatch;
  private final int parameters;
  private final Loss loss;
  private final Dense[] layers;
  private final Dense last;

  /**
   * @param hidden widths of the hidden layers, none for a linear model
   * @param outputs numbers that come out
   * @param maxBatch samples of the largest batch
   */
  Network(int features, int[] hidden, Activation activation, int outputs, Loss loss, int maxBatch) {
    this.features = features;
    this.maxBatch = maxBatch;
    this.loss = loss;
    this.parameters = countParameters(features, hidden, outputs);
    layers = new Dense[hidden.length + 1];
    int inputs = features;
    int first = 0;
    for (int i = 0; i < hidden.length; i++) {
      layers[i] = new Dense(inputs, hidden[i], activation, first, maxBatch);
      first += (int) Dense.parameters(inputs, hidden[i]);
      inputs = hidden[i];
    }
    last = new Dense(inputs, outputs, Activation.LINEAR, first, maxBatch);
    layers[hidden.length] = last;
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public int outputs() {
    return last.outputs();
  }

  @Override
  public boolean classifies() {
    return loss != Loss.SQUARED;
  }

  /** Zeros for a single layer, whose loss is convex; random where symmetry has to be broken. */
  @Override
  public void initialise(ParameterVector theta, RandomStream random) {
    requireLength("θ", theta);
    if (layers.length == 1) {
      theta.fill(0);
      return;
    }
    for (Dense layer : layers) {
      layer.initialise(theta, random);
    }
  }

  @Override
  public double lossAndGradient(ParameterVector theta, Batch batch, ParameterVector gradient) {
    requireLength("the gradient", gradient);
    forward(theta, batch);
    int rows = batch.rows();
    double mean = loss.lossAndDeltas(last.values(), last.outputs(), batch, last.deltas());
    for (int i = layers.length - 1; i > 0; i--) {
      layers[i].gradient(layers[i - 1].activated(), rows, gradient);
      layers[i].propagate(theta, rows, layers[i - 1]);
    }
    layers[0].gradient(batch.features(), rows, gradient);
    return mean;
  }

  @Override
  public void predict(ParameterVector theta, Batch batch, float[] outputs) {
    forward(theta, batch);
    System.arraycopy(last.values(), 0, outputs, 0, batch.rows() * last.outputs());
    loss.toPredictions(outputs, last.outputs(), batch.rows());
  }

  @Override
  public void close() {
    for (Dense layer : layers) {
      layer.close();
    }
  }

  private void forward(ParameterVector theta, Batch batch) {
    requireLength("θ", theta);
    requireFit(batch);
    ParameterVector input = batch.features();
    for (Dense layer : layers) {
      layer.forward(theta, input, batch.rows());
      input = layer.activated();
    }
  }

  private void requireLength(String what, ParameterVector vector) {
    if (vector.length() != parameters) {
      throw new IllegalArgumentException(
          what + " has " + vector.length() + " parameters, the model " + parameters);
    }
  }

  private void requireFit(Batch batch) {
    if (batch.width() != features) {
      throw new IllegalArgumentException(
          "the batch has " + batch.width() + " features, the model takes " + features);
    }
    if (batch.rows() < 1 || batch.rows() > maxBatch) {
      throw new IllegalArgumentException(
          "the batch has " + batch.rows() + " samples, the model takes 1 to " + maxBatch);
    }
  }

  private static int countParameters(int features, int[] hidden, int outputs) {
    long sum = 0;
    int inputs = features;
    for (int width : hidden) {
      sum += Dense.parameters(inputs, width);
      inputs = width;
    }
    sum += Dense.parameters(inputs, outputs);
    if (sum > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the model would have " + sum + " parameters; at most " + Integer.MAX_VALUE + " fit");
    }
    return (int) sum;
  }
}
