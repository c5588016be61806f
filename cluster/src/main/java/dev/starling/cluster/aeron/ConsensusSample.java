package dev.starling.cluster.aeron;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import java.util.Arrays;

/**
 * How far the models of many learners lie apart, from sums that add over lanes and nodes. It looks
 * at a fixed sample of the parameters, the same for everybody, so that the sums have a fixed size
 * and parameters stay off the control plane; a model of up to {@value #MOST_PARAMETERS} parameters
 * is looked at whole. Used by one thread.
 */
public final class ConsensusSample {
  static final int MOST_PARAMETERS = 1024;

  private final int[] indices;
  private final double[] sums;
  private final double[] squares;
  private int models;

  /** No models yet, of {@code parameters} parameters each. */
  public ConsensusSample(int parameters, long seed) {
    indices = sample(parameters, seed);
    sums = new double[indices.length];
    squares = new double[indices.length];
  }

  /** Adds one model. */
  public void add(ParameterVector theta) {
    models++;
    for (int i = 0; i < indices.length; i++) {
      double value = theta.get(indices[i]);
      sums[i] += value;
      squares[i] += value * value;
    }
  }

  /** Adds the models of another sample of the same run. */
  public void add(ConsensusSample other) {
    if (other.models == 0) {
      return;
    }
    models += other.models;
    for (int i = 0; i < indices.length; i++) {
      sums[i] += other.sums[i];
      squares[i] += other.squares[i];
    }
  }

  /** Whether no model was added. */
  public boolean isEmpty() {
    return models == 0;
  }

  /** Root mean square distance, per parameter, of a model from the mean of all models. */
  public double rms() {
    double variance = 0;
    for (int i = 0; i < indices.length; i++) {
      double mean = sums[i] / models;
      variance += Math.max(0, squares[i] / models - mean * mean);
    }
    return models == 0 || indices.length == 0 ? 0 : Math.sqrt(variance / indices.length);
  }

  private static int[] sample(int parameters, long seed) {
    int[] all = new int[parameters];
    Arrays.setAll(all, i -> i);
    if (parameters <= MOST_PARAMETERS) {
      return all;
    }
    RandomStream.named(seed, "consensus-sample", 0).shuffle(all);
    int[] drawn = Arrays.copyOf(all, MOST_PARAMETERS);
    Arrays.sort(drawn);
    return drawn;
  }
}
