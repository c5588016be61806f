package dev.starling.sim.summary;

/**
 * The run's score without gossip and with a centre: accuracy on the test part, or the loss when
 * there is no accuracy.
 *
 * @param centralised SGD on the pooled data, with the same number of sample gradients
 * @param isolated the same learners, seeds and batches without a single push
 * @param measure {@code accuracy} or {@code loss}; null when it is what the run itself has
 */
public record BoundsSummary(Double centralised, Spread isolated, String measure) {
  private static final String ACCURACY = "accuracy";

  /** Drops what is not finite. */
  public BoundsSummary {
    centralised = Finite.orNull(centralised);
  }

  /** Of accuracies, or of losses. */
  public static BoundsSummary of(boolean accuracy, Double centralised, Spread isolated) {
    return new BoundsSummary(centralised, isolated, accuracy ? ACCURACY : "loss");
  }

  /**
   * Whether these are accuracies. A run whose learners all diverged has none itself, and yet has
   * bounds.
   *
   * @param ofRun accuracy of the run; null when it has none
   */
  public boolean areAccuracies(AccuracySummary ofRun) {
    return measure == null ? ofRun != null : measure.equals(ACCURACY);
  }
}
