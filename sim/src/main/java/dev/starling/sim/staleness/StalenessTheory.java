package dev.starling.sim.staleness;

import dev.starling.learning.Origins;
import dev.starling.learning.StalenessLaw;

/**
 * Which closed forms hold for an experiment, and their values. Where update rates differ, means are
 * over the rates of the tracked origins: S of an origin is in proportion to its rate.
 *
 * @param kind how the figures are to be read
 * @param figures NaN where theory is silent
 */
public record StalenessTheory(Kind kind, StalenessFigures figures) {

  /** How a figure of theory relates to a measurement. */
  public enum Kind {
    /** They agree within the error of the measurement. */
    EXACT,
    /**
     * They agree roughly: shifted gossip is measured some percent below, and gossip with a hop
     * delay some percent above it.
     */
    ESTIMATE,
    /** The measurement is below: unequal gossip rates, taken at the least of them. */
    UPPER_BOUND,
    /** There is no theory for it. */
    NONE
  }

  static StalenessTheory of(
      StalenessExperiment experiment, Origins origins, double[] updateRates, double[] gossipRates) {
    if (experiment.learners() == 1) {
      return new StalenessTheory(Kind.EXACT, StalenessFigures.ALONE);
    }
    if (!experiment.isComplete()) {
      return none();
    }
    double updateRate = 0;
    double ownModelMean = 0;
    for (int column = 0; column < origins.count(); column++) {
      int origin = origins.learnerAt(column);
      double frequency = experiment.updates().frequency(updateRates[origin]);
      updateRate += frequency / origins.count();
      ownModelMean +=
          OpportunisticLaw.mean(frequency, experiment.learners(), gossipRates[origin])
              / origins.count();
    }
    return switch (experiment.scheme()) {
      case PUSH, PULL, EXCHANGE -> uniform(experiment, updateRate);
      case OWN_MODEL -> ownModel(experiment, ownModelMean);
      case FRESHEST, LAST_UPDATER -> opportunistic(experiment, mean(gossipRates));
    };
  }

  /** The mean age that theory gives, or an upper estimate of it: what burn-in and grid follow. */
  static double ageScale(StalenessExperiment experiment) {
    int learners = experiment.learners();
    if (learners == 1) {
      return 1;
    }
    double rate = leastGossipRate(experiment);
    if (experiment.scheme().movesOneOrigin()) {
      return OpportunisticLaw.mean(1, learners, rate) + experiment.hopDelay();
    }
    double age = StalenessLaw.mean(1, learners, rate);
    return experiment.hopDelay() == 0
        ? age
        : Math.max(age, HopDelayLaw.ageEstimate(learners, rate, experiment.hopDelay()));
  }

  private static StalenessTheory uniform(StalenessExperiment experiment, double updateRate) {
    int n = experiment.learners();
    double rate = leastGossipRate(experiment);
    boolean equal = experiment.gossip().rate().isEqual();
    boolean shifted = experiment.gossip().shift() > 0;
    if (experiment.hopDelay() > 0) {
      double age = HopDelayLaw.ageEstimate(n, rate, experiment.hopDelay());
      double silence = StalenessLaw.harmonic(n) / rate;
      return shifted || !equal
          ? none()
          : new StalenessTheory(
              Kind.ESTIMATE, means(updateRate * age, Double.NaN, Double.NaN, age, silence));
    }
    double mean = StalenessLaw.mean(updateRate, n, rate);
    double age = StalenessLaw.mean(1, n, rate);
    if (shifted) {
      return equal
          ? new StalenessTheory(Kind.ESTIMATE, means(mean, Double.NaN, Double.NaN, age, Double.NaN))
          : none();
    }
    double worst = StalenessLaw.worstHolder(updateRate, n, rate);
    if (!equal) {
      return new StalenessTheory(Kind.UPPER_BOUND, means(mean, worst, Double.NaN, age, Double.NaN));
    }
    boolean poisson = experiment.updates().isPoisson() && experiment.updates().rate().isEqual();
    return new StalenessTheory(
        Kind.EXACT,
        new StalenessFigures(
            mean,
            poisson ? StalenessLaw.variance(updateRate, n, rate) : Double.NaN,
            poisson ? StalenessLaw.probabilityFresh(updateRate, n, rate) : Double.NaN,
            worst,
            StalenessLaw.freshestHolder(updateRate, rate),
            age,
            StalenessLaw.timeVariance(n, rate),
            StalenessLaw.harmonic(n) / rate));
  }

  private static StalenessTheory ownModel(StalenessExperiment experiment, double mean) {
    if (!experiment.gossip().isPoisson() || experiment.hopDelay() > 0) {
      return none();
    }
    if (!experiment.gossip().rate().isEqual()) {
      return new StalenessTheory(
          Kind.EXACT, means(mean, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
    int n = experiment.learners();
    double rate = experiment.gossip().rate().first();
    double age = OpportunisticLaw.mean(1, n, rate);
    boolean poisson = experiment.updates().isPoisson() && experiment.updates().rate().isEqual();
    // The ages of the n−1 holders are independent exponentials here.
    return new StalenessTheory(
        Kind.EXACT,
        new StalenessFigures(
            mean,
            poisson ? mean * (1 + mean) : Double.NaN,
            poisson ? 1 / (1 + mean) : Double.NaN,
            mean * StalenessLaw.harmonic(n - 1),
            mean / (n - 1),
            age,
            age * age,
            StalenessLaw.harmonic(n) / rate));
  }

  private static StalenessTheory opportunistic(StalenessExperiment experiment, double gossipRate) {
    RenewalLaw updates = experiment.updates();
    if (!updates.isPoisson() || !updates.rate().isEqual()) {
      return none();
    }
    int n = experiment.learners();
    double updateRate = updates.rate().first();
    if (experiment.scheme() == Scheme.LAST_UPDATER) {
      double mean = StalenessLaw.mean(updateRate, n, gossipRate);
      return new StalenessTheory(
          Kind.EXACT, means(mean, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
    return new StalenessTheory(
        Kind.EXACT,
        new StalenessFigures(
            OpportunisticLaw.mean(updateRate, n, gossipRate),
            OpportunisticLaw.variance(updateRate, n, gossipRate),
            OpportunisticLaw.probabilityFresh(updateRate, n, gossipRate),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN));
  }

  /** Models that a learner sends or takes per time unit at the least, both ways of an exchange. */
  private static double leastGossipRate(StalenessExperiment experiment) {
    RenewalLaw gossip = experiment.gossip();
    return gossip.frequency(gossip.rate().least()) * experiment.scheme().modelsPerTick();
  }

  private static StalenessFigures means(
      double mean, double worst, double freshest, double age, double silence) {
    return new StalenessFigures(
        mean, Double.NaN, Double.NaN, worst, freshest, age, Double.NaN, silence);
  }

  private static StalenessTheory none() {
    return new StalenessTheory(Kind.NONE, StalenessFigures.UNKNOWN);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
