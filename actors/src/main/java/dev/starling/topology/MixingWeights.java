package dev.starling.topology;

import java.util.Arrays;

/**
 * The matrix W of repeated averaging over a graph, x ← W·x: w_ij is the weight that learner i gives
 * to what it receives from j, and w_ii what it keeps. Rows sum to 1, so that agreement stays
 * agreement; where columns do too, the mean of all learners stays where it is.
 *
 * <p>W is the model of synchronous rounds; it predicts how a graph mixes and is not used by a push,
 * whose weight the mixing rule decides. Immutable; nothing is stored, each weight follows from the
 * degrees.
 */
public abstract class MixingWeights {
  private final Topology topology;

  private MixingWeights(Topology topology) {
    this.topology = topology;
  }

  /**
   * Everyone in the neighbourhood counts alike: w_ij = w_ii = 1/(deg_i + 1). Columns sum to 1 on
   * regular graphs only.
   */
  public static MixingWeights uniform(Topology topology) {
    return new MixingWeights(topology) {
      @Override
      double edgeWeight(int learner, int neighbour) {
        return 1.0 / (topology.degree(learner) + 1);
      }
    };
  }

  /**
   * Metropolis and Hastings: w_ij = 1/(1 + max(deg_i, deg_j)), and w_ii is what remains. Symmetric,
   * so that columns sum to 1 on every graph.
   */
  public static MixingWeights metropolisHastings(Topology topology) {
    return new MixingWeights(topology) {
      @Override
      double edgeWeight(int learner, int neighbour) {
        return 1.0 / (1 + Math.max(topology.degree(learner), topology.degree(neighbour)));
      }
    };
  }

  /** w_ij of the edge from {@code learner} = i to {@code neighbour} = j, which must exist. */
  abstract double edgeWeight(int learner, int neighbour);

  /** The graph under the weights. */
  public final Topology topology() {
    return topology;
  }

  /** w_ij, where j is the neighbour of {@code learner} = i at {@code index}. */
  public final double weight(int learner, int index) {
    return edgeWeight(learner, topology.neighbour(learner, index));
  }

  /** w_ii. */
  public final double selfWeight(int learner) {
    double others = 0;
    for (int index = 0; index < topology.degree(learner); index++) {
      others += weight(learner, index);
    }
    return 1 - others;
  }

  /** y ← W·x, for one number per learner; x and y are different arrays. */
  public final void apply(double[] x, double[] y) {
    for (int i = 0; i < topology.size(); i++) {
      double sum = 0;
      double others = 0;
      for (int index = 0; index < topology.degree(i); index++) {
        int j = topology.neighbour(i, index);
        double weight = edgeWeight(i, j);
        sum += weight * x[j];
        others += weight;
      }
      y[i] = sum + (1 - others) * x[i];
    }
  }

  /** y ← Wᵀ·x, for one number per learner; x and y are different arrays. */
  public final void applyTransposed(double[] x, double[] y) {
    Arrays.fill(y, 0, topology.size(), 0);
    for (int i = 0; i < topology.size(); i++) {
      double others = 0;
      for (int index = 0; index < topology.degree(i); index++) {
        int j = topology.neighbour(i, index);
        double weight = edgeWeight(i, j);
        y[j] += weight * x[i];
        others += weight;
      }
      y[i] += (1 - others) * x[i];
    }
  }
}
