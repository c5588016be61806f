package dev.starling.model;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;

/**
 * What a learner trains: a function with parameters θ, its loss, and the gradient of the loss. This
 * is the one interface that a model of your own implements; name it in a run as {@code
 * class:com.example.MyModel}.
 *
 * <p>A model holds no parameters. They arrive as θ in each call, so that one model serves all
 * learners of a thread; what it does hold are temporaries, made once for the largest batch, because
 * a step must not allocate. Used by one thread at a time.
 */
public interface Model extends AutoCloseable {

  /** Length of θ. */
  int parameters();

  /** Numbers that {@link #predict} gives per sample, at least 1; one, unless overridden. */
  default int outputs() {
    return 1;
  }

  /**
   * Whether the targets are classes; else, and unless overridden, they are real numbers and there
   * is one output.
   */
  default boolean classifies() {
    return false;
  }

  /**
   * Fills θ with a starting point that {@code random} alone decides; with zeros, unless overridden.
   */
  default void initialise(ParameterVector theta, RandomStream random) {
    theta.fill(0);
  }

  /**
   * Computes the mean loss of the batch at θ, and its gradient.
   *
   * @param gradient is overwritten as a whole; as long as θ
   * @return the mean over the samples, in nats for a classifier; infinite or NaN when θ has
   *     diverged
   */
  double lossAndGradient(ParameterVector theta, Batch batch, ParameterVector gradient);

  /**
   * Computes what the model says of each sample: for a classifier the probability of each class
   * (or, with one output, of class 1), else the predicted value.
   *
   * @param outputs receives {@code batch.rows() × outputs()} numbers, row by row
   */
  void predict(ParameterVector theta, Batch batch, float[] outputs);

  /** Gives temporaries outside the heap back. */
  @Override
  default void close() {}
}
