package dev.starling.sim;

/**
 * The part of a run after the burn-in and before the first learner had finished, in which rates and
 * staleness can be held against the law. Immutable.
 *
 * @param seconds its length; 0 when the run was too short to have one
 * @param updateRate r achieved, per learner and second
 * @param gossipRate λ achieved: pushes mixed whole, per learner and second
 * @param stalenessLocal mean of the learners' own samples in it
 * @param updatesPerLearner made in it
 */
public record MeasuredWindow(
    double seconds,
    double updateRate,
    double gossipRate,
    double stalenessLocal,
    double updatesPerLearner) {
  static final MeasuredWindow NONE = new MeasuredWindow(0, Double.NaN, Double.NaN, Double.NaN, 0);

  static MeasuredWindow between(Progress start, Progress end) {
    double seconds = end.seconds() - start.seconds();
    double updateRate = end.updateRateSince(start);
    return new MeasuredWindow(
        seconds,
        updateRate,
        end.gossipRateSince(start),
        end.sampleMeanSince(start),
        updateRate * seconds);
  }
}
