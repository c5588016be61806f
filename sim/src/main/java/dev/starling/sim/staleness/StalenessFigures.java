package dev.starling.sim.staleness;

/**
 * The figures of one run, measured or as theory gives them: averages over time and over the pairs
 * of a tracked origin i and a holder j ≠ i. NaN where there is none. Staleness is in updates, ages
 * are in time units.
 *
 * @param mean E[S]
 * @param variance Var(S), over pairs and time together
 * @param fresh P(S = 0)
 * @param worstHolder E[max over j of S], mean over i
 * @param freshestHolder E[min over j of S], mean over i
 * @param ageMean E[T]: how old is the newest that j has of i
 * @param ageVariance Var(T)
 * @param silence E[max over learners of the time since it last received a model]
 */
public record StalenessFigures(
    double mean,
    double variance,
    double fresh,
    double worstHolder,
    double freshestHolder,
    double ageMean,
    double ageVariance,
    double silence) {

  /** Nothing is known. */
  static final StalenessFigures UNKNOWN =
      new StalenessFigures(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  /** Of a learner alone, who is behind nobody. */
  static final StalenessFigures ALONE = new StalenessFigures(0, 0, 1, 0, 0, 0, 0, Double.NaN);
}
