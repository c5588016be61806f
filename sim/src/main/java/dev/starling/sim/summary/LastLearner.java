package dev.starling.sim.summary;

import dev.starling.learning.Diagnosis;
import dev.starling.learning.Symptom;
import java.util.Locale;

/**
 * A learner that is last, and why.
 *
 * @param learner its id
 * @param staleness its mean over origins as a holder, in updates; null when not measured
 * @param updates that it had made
 * @param medianUpdates what the learner in the middle had made
 * @param cause {@code compute}, {@code link}, {@code queue}, or {@code chance} when nothing about
 *     it stands out
 * @param symptom what stands out, such as {@code unsent-pushes}; null when nothing does
 * @param share how much of it, 0 to 1; null when nothing stands out
 */
public record LastLearner(
    int learner,
    Double staleness,
    long updates,
    double medianUpdates,
    String cause,
    String symptom,
    Double share) {
  /** Drops what is not finite. */
  public LastLearner {
    staleness = Finite.orNull(staleness);
    share = Finite.orNull(share);
  }

  /** As it was found; null when nobody was. */
  public static LastLearner of(Diagnosis found) {
    boolean clear = found.symptom() != Symptom.NONE;
    return !found.isKnown()
        ? null
        : new LastLearner(
            found.learner(),
            found.staleness(),
            found.updates(),
            found.medianUpdates(),
            word(found.symptom().cause()),
            clear ? word(found.symptom()) : null,
            clear ? found.share() : null);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
