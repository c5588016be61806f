package dev.starling.learning;

/**
 * What links and lanes carry of the gossip that learners ask for, added up: over learners, and over
 * moments where a mean over time is wanted. See {@link LinkClamp}. Immutable.
 *
 * @param learners that were asked
 * @param clamped of these, those whose pushes are held back
 * @param rateSum of the rates that are carried, in pushes per second
 * @param predicting learners that predict a staleness: on the complete graph, once they gossip
 * @param predictedSum of the staleness that they predict, in updates
 */
public record CarriedGossip(
    long learners, long clamped, double rateSum, long predicting, double predictedSum) {
  /** Of nobody. */
  public static final CarriedGossip NONE = new CarriedGossip(0, 0, 0, 0, 0);

  /** Asks one learner more. */
  public CarriedGossip plus(Learner learner) {
    double predicted = learner.gossip().predictedStaleness();
    boolean predicts = Double.isFinite(predicted);
    return new CarriedGossip(
        learners + 1,
        clamped + (learner.gossip().isClamped() ? 1 : 0),
        rateSum + learner.gossip().clampedRate(),
        predicting + (predicts ? 1 : 0),
        predictedSum + (predicts ? predicted : 0));
  }

  /** Adds what others, or the same at another moment, said. */
  public CarriedGossip plus(CarriedGossip more) {
    return new CarriedGossip(
        learners + more.learners,
        clamped + more.clamped,
        rateSum + more.rateSum,
        predicting + more.predicting,
        predictedSum + more.predictedSum);
  }

  /** Share of the learners whose pushes are held back; NaN of nobody. */
  public double clampedShare() {
    return (double) clamped / learners;
  }

  /** λ that is carried, in the mean over learners; NaN of nobody. */
  public double rate() {
    return rateSum / learners;
  }

  /** Mean staleness in updates that this will give; NaN where nobody can tell. */
  public double predictedStaleness() {
    return predictedSum / predicting;
  }
}
