package dev.starling.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the record of the nodes that have joined a run in its course, and of the learners that they
 * took over. What moves after another node has come or gone may move for that. Used by one thread.
 */
final class Arrivals {
  /** Longer records would not fit a message; the oldest stay. */
  static final int MAX_KEPT = 100;

  private final List<NodeArrival> kept;
  private int notKept;

  /** Whether the last of the list may still take learners over. */
  private boolean isOpen;

  /**
   * @param before what the keeper before this one has recorded
   */
  Arrivals(Attendance before) {
    kept = new ArrayList<>(before.arrivals());
    notKept = before.arrivalsNotKept();
  }

  /**
   * The clocks of a node have started that was not there at first.
   *
   * @param atSeconds when it was asked to take part
   * @return as it stands in the record; empty when that is full
   */
  Optional<NodeArrival> add(String node, double atSeconds, double nowSeconds) {
    isOpen = kept.size() < MAX_KEPT;
    if (!isOpen) {
      notKept++;
      return Optional.empty();
    }
    NodeArrival come = new NodeArrival(node, atSeconds, nowSeconds, 0, Double.NaN);
    kept.add(come);
    return Optional.of(come);
  }

  /** A learner that left another node in good order goes on at this one. */
  void onMoved(String node, double nowSeconds) {
    int last = kept.size() - 1;
    if (isOpen && kept.get(last).node().equals(node)) {
      kept.set(last, kept.get(last).withLearner(nowSeconds));
    }
  }

  /** A node has gone. */
  void onDeparture() {
    isOpen = false;
  }

  List<NodeArrival> list() {
    return List.copyOf(kept);
  }

  /** Arrivals beyond the {@value #MAX_KEPT} that are kept. */
  int notKept() {
    return notKept;
  }
}
