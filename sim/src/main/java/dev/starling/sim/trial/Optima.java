package dev.starling.sim.trial;

import dev.starling.data.DataSet;
import dev.starling.data.Partitions;
import dev.starling.run.RunAssembly;

/**
 * The optima s of the learners' quadratic objectives ½(y − s)², by learner: the means of their
 * targets. Immutable.
 *
 * @param of by learner; not to be changed
 * @param variance of the targets about those means, over all samples
 */
record Optima(double[] of, double variance) {
  static final Optima NONE = new Optima(new double[0], Double.NaN);

  static Optima of(RunAssembly assembly) {
    Partitions partitions = assembly.partitions();
    DataSet train = assembly.data().train();
    double[] optima = new double[partitions.learners()];
    double squares = 0;
    long samples = 0;
    for (int id = 0; id < optima.length; id++) {
      int[] rows = partitions.rows(id);
      for (int row : rows) {
        optima[id] += train.target(row) / rows.length;
      }
      for (int row : rows) {
        double difference = train.target(row) - optima[id];
        squares += difference * difference;
      }
      samples += rows.length;
    }
    return new Optima(optima, squares / samples);
  }

  /** Mean of s². */
  double meanSquare() {
    double sum = 0;
    for (double optimum : of) {
      sum += optimum * optimum / of.length;
    }
    return sum;
  }
}
