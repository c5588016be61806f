package dev.starling.sim.trial;

import dev.starling.params.ParameterVector;
import dev.starling.sim.VirtualCluster;

/**
 * Moments of scalar models y with optima s, averaged over the instants at which it looks. The model
 * is the intercept of a linear one, its last parameter. Used by one thread.
 */
final class QuadraticProbe {
  private final double[] optima;
  private final double optimaSquare;
  private double pull;
  private double power;
  private double meanPower;
  private double mean;
  private double worst;
  private long looks;

  QuadraticProbe(Optima optima) {
    this.optima = optima.of();
    optimaSquare = optima.meanSquare();
  }

  void look(VirtualCluster cluster) {
    int n = cluster.live().cardinality();
    double products = 0;
    double squares = 0;
    double sum = 0;
    double largest = 0;
    for (int id = cluster.live().nextSetBit(0); id >= 0; id = cluster.live().nextSetBit(id + 1)) {
      ParameterVector theta = cluster.learner(id).parameters();
      double y = theta.get(theta.length() - 1);
      products += y * optima[id];
      squares += y * y;
      sum += y;
      largest = Math.max(largest, Math.abs(y));
    }
    pull += products / n / optimaSquare;
    power += squares / n;
    mean += sum / n;
    meanPower += sum / n * (sum / n);
    worst += largest;
    looks++;
  }

  /** E[y·s]/E[s²]. */
  double pull() {
    return pull / looks;
  }

  /** Mean over learners of E[y²]. */
  double power() {
    return power / looks;
  }

  /** E[ȳ²] of the mean model ȳ. */
  double meanPower() {
    return meanPower / looks;
  }

  /** E[ȳ]. */
  double meanModel() {
    return mean / looks;
  }

  /** E[max |y|]. */
  double worst() {
    return worst / looks;
  }
}
