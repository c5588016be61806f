package dev.starling.sim.summary;

import dev.starling.sim.experiment.BoundScore;
import dev.starling.sim.experiment.Bounds;
import java.util.function.ToDoubleFunction;

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

  /** Of accuracies where there are any, else of losses; null without bounds. */
  public static BoundsSummary of(Bounds bounds) {
    if (bounds == null) {
      return null;
    }
    boolean accuracy = !Double.isNaN(bounds.centralised().test().accuracy());
    ToDoubleFunction<BoundScore> figure =
        accuracy ? score -> score.test().accuracy() : score -> score.test().loss();
    return of(
        accuracy,
        figure.applyAsDouble(bounds.centralised()),
        Spread.of(bounds.isolated().stream().mapToDouble(figure).toArray()));
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
