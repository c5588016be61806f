package dev.starling.sim.summary;

import java.util.List;

/**
 * How staleness came back to its target after each change in mid-run. It is judged by its mean over
 * a sliding window, which at each row of metrics spans the rows of the last {@code windowSeconds}:
 * it has settled at the first row from which on that mean stays within the band until the next
 * change. Immutable.
 *
 * @param windowSeconds length of the sliding window
 * @param band half its width, as a share of the target
 * @param changes in the order of time
 */
public record Settling(double windowSeconds, double band, List<Change> changes) {
  /** Copies the list. */
  public Settling {
    changes = List.copyOf(changes);
  }

  /**
   * What follows one change.
   *
   * @param atSeconds run time of the change
   * @param event what happened, in a few words
   * @param settlingSeconds from the change until staleness has settled, 0 when it never left the
   *     band; null when it did not settle, or was not watched for a whole window
   * @param overshoot largest windowed mean over the target until then, and for one window at least,
   *     less 1; 0 when it was never above the target
   * @param undershoot 1 less the smallest of these; 0 when it was never below the target
   */
  public record Change(
      double atSeconds,
      String event,
      Double settlingSeconds,
      double overshoot,
      double undershoot) {}
}
