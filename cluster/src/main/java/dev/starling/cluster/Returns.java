package dev.starling.cluster;

import dev.starling.cluster.aeron.ModelOrigin;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the record of the learners that were lost or have moved, and of how they went on. A learner
 * that is lost again before it has gone on stays lost as it was the first time. Of one whose loss
 * the keeper before had no room to list, the return is counted alone. Used by one thread.
 */
final class Returns {
  /** Longer records would not fit a message; the oldest stay. */
  static final int MAX_KEPT = 1_000;

  /** By learner. */
  private final Map<Integer, LearnerLoss> missing = new LinkedHashMap<>();

  /** Those of them of which little more is known than that they are missing. */
  private final BitSet unlisted = new BitSet();

  private final List<LearnerReturn> kept;
  private int notKept;

  /**
   * @param before what the keeper before this one has recorded
   */
  Returns(Attendance before) {
    kept = new ArrayList<>(before.returns());
    notKept = before.notKept();
    before.missing().forEach(this::onLost);
    for (LearnerLoss loss : before.unlisted().losses()) {
      onLost(loss);
      unlisted.set(loss.learner());
    }
  }

  void onLost(LearnerLoss loss) {
    missing.putIfAbsent(loss.learner(), loss);
  }

  /**
   * A node says that a learner goes on there.
   *
   * @return empty when it is known already, or of a life that the learner has lost since
   */
  Optional<LearnerReturn> onResumed(String node, ResumedLearner back, double nowSeconds) {
    LearnerLoss lost = missing.get(back.learner());
    if (lost == null || back.incarnation() <= lost.incarnation()) {
      return Optional.empty();
    }
    missing.remove(back.learner());
    boolean isWhole =
        lost.isHandedOver()
            && back.origin() == ModelOrigin.CHECKPOINT
            && back.updates() >= lost.updates();
    LearnerReturn whole =
        new LearnerReturn(
            lost, node, isWhole ? back.from(ModelOrigin.HANDED_OVER) : back, nowSeconds);
    boolean isListed = !unlisted.get(back.learner()) && kept.size() < MAX_KEPT;
    unlisted.clear(back.learner());
    if (isListed) {
      kept.add(whole);
    } else {
      notKept++;
    }
    return Optional.of(whole);
  }

  /** In the order in which the learners went on. */
  List<LearnerReturn> list() {
    return List.copyOf(kept);
  }

  /** Learners that do not live again, the first lost first; as many as are kept of returns. */
  List<LearnerLoss> missing() {
    return missingByListing(true).limit(MAX_KEPT).toList();
  }

  /** All others that do not live again. */
  UnlistedLosses unlisted() {
    return UnlistedLosses.of(
        Stream.concat(missingByListing(true).skip(MAX_KEPT), missingByListing(false)).toList());
  }

  private Stream<LearnerLoss> missingByListing(boolean isListed) {
    return missing.values().stream().filter(loss -> unlisted.get(loss.learner()) != isListed);
  }

  /** Returns beyond the {@value #MAX_KEPT} that are kept. */
  int notKept() {
    return notKept;
  }
}
