package dev.starling.cluster.aeron;

import dev.starling.actor.ControlMessage;

/**
 * A learner that had been lost or had moved, at the moment when it goes on.
 *
 * @param incarnation as which it goes on
 * @param updates that it counts, those of former incarnations included
 * @param origin of its model
 * @param giver the peer whose push that was, or {@link #NOBODY}
 * @param accuracy of that model on the part that curves are drawn from, before the learner has
 *     taken a step with it or mixed it with another; NaN for regression, and where too many came
 *     back to score them all
 */
public record ResumedLearner(
    int learner, int incarnation, long updates, ModelOrigin origin, int giver, double accuracy)
    implements ControlMessage {
  /** Of a model that no peer has pushed. */
  public static final int NOBODY = -1;

  /** The same with a model from elsewhere. */
  public ResumedLearner from(ModelOrigin other) {
    return new ResumedLearner(learner, incarnation, updates, other, giver, accuracy);
  }
}
