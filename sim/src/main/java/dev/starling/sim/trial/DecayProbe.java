package dev.starling.sim.trial;

import dev.starling.params.ParameterVector;
import dev.starling.sim.VirtualCluster;

/**
 * The rate κ at which models that make no updates agree: V, the sum over models of the squared
 * distance to their mean, has E[V(t + Δ)] = V(t)·e^(−κΔ) whatever the models are, so the mean of
 * V(t + Δ)/V(t) over instants Δ apart is e^(−κΔ). Looking at a run ends where single precision
 * would be seen; the ratios of all runs are pooled, for a mean over runs of their own rates would
 * weigh those that agree fast too much. Used by one thread.
 */
final class DecayProbe {
  private static final double RESOLVED = 1e-9;

  private double first = Double.NaN;
  private double last = Double.NaN;
  private double lastSeconds;
  private double interval;
  private double sum;
  private long looks;

  /** The models to come are of another run. */
  void begin() {
    first = Double.NaN;
    last = Double.NaN;
  }

  void look(VirtualCluster cluster, double seconds) {
    double now = disagreement(cluster);
    if (Double.isNaN(first)) {
      first = now;
    } else if (last > RESOLVED * first) {
      interval = seconds - lastSeconds;
      sum += now / last;
      looks++;
    }
    last = now;
    lastSeconds = seconds;
  }

  /** κ per second; NaN without two looks. */
  double rate() {
    return looks == 0 ? Double.NaN : -StrictMath.log(sum / looks) / interval;
  }

  private static double disagreement(VirtualCluster cluster) {
    int learners = cluster.size();
    int parameters = cluster.learner(0).parameters().length();
    double sum = 0;
    for (int i = 0; i < parameters; i++) {
      double origin = cluster.learner(0).parameters().get(i);
      double mean = 0;
      double squares = 0;
      for (int id = 0; id < learners; id++) {
        ParameterVector theta = cluster.learner(id).parameters();
        double difference = theta.get(i) - origin;
        mean += difference / learners;
        squares += difference * difference;
      }
      sum += squares - learners * mean * mean;
    }
    return sum;
  }
}
