package dev.starling.cluster;

import dev.starling.actor.ControlMessage;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learners that were lost or have moved, beyond those that a record has in full: as much of them as
 * makes their returns count.
 *
 * @param learners their ids
 * @param incarnations as which each of them was to live
 * @param handedOver which of the learners left in good order, as {@link BitSet#toLongArray}
 */
record UnlistedLosses(int[] learners, int[] incarnations, long[] handedOver)
    implements ControlMessage {
  static final UnlistedLosses NONE = of(List.of());

  /** Refuses lists of different lengths. */
  UnlistedLosses {
    if (incarnations.length != learners.length) {
      throw new IllegalArgumentException(
          "each of "
              + learners.length
              + " unlisted losses needs an incarnation, but there are "
              + incarnations.length);
    }
  }

  static UnlistedLosses of(Collection<LearnerLoss> losses) {
    BitSet handedOver = new BitSet();
    losses.stream()
        .filter(LearnerLoss::isHandedOver)
        .mapToInt(LearnerLoss::learner)
        .forEach(handedOver::set);
    return new UnlistedLosses(
        losses.stream().mapToInt(LearnerLoss::learner).toArray(),
        losses.stream().mapToInt(LearnerLoss::incarnation).toArray(),
        handedOver.toLongArray());
  }

  int count() {
    return learners.length;
  }

  /** Each of them, with nothing known but what is kept here. */
  List<LearnerLoss> losses() {
    BitSet inGoodOrder = BitSet.valueOf(handedOver);
    return IntStream.range(0, count())
        .mapToObj(
            index ->
                new LearnerLoss(
                    learners[index],
                    "",
                    inGoodOrder.get(learners[index]),
                    incarnations[index],
                    0,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN))
        .toList();
  }
}
