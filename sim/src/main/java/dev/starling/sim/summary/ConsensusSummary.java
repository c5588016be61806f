package dev.starling.sim.summary;

/**
 * Agreement of the models.
 *
 * @param rms root of the mean over learners and parameters of the squared distance to the mean
 *     model, at the end; null when a model is not finite
 */
public record ConsensusSummary(Double rms) {
  /** Drops what is not finite. */
  public ConsensusSummary {
    rms = Finite.orNull(rms);
  }
}
