package dev.starling.sim.experiment;

import dev.starling.model.Evaluation;
import java.util.Objects;

/**
 * How the model of one bound came out.
 *
 * @param test on the test part, which is only reported
 * @param validation on the validation part, by which choices are made
 * @param fingerprint of θ: see {@link Fingerprint}
 */
public record BoundScore(Evaluation test, Evaluation validation, long fingerprint) {
  public BoundScore {
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(validation, "validation");
  }
}
