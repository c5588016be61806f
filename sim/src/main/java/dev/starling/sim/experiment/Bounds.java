package dev.starling.sim.experiment;

import java.util.List;
import java.util.Objects;

/**
 * What the same data, model and number of sample gradients give at the two ends of cooperation: a
 * gossiping learner should come close to {@code centralised} and leave {@code isolated} behind.
 *
 * @param centralised one learner that has all the data
 * @param isolated each learner on its own partition, never hearing of another, in their order
 */
public record Bounds(BoundScore centralised, List<BoundScore> isolated) {
  public Bounds {
    Objects.requireNonNull(centralised, "centralised");
    isolated = List.copyOf(isolated);
    if (isolated.isEmpty()) {
      throw new IllegalArgumentException("a run has at least one learner, so one isolated score");
    }
  }
}
