package dev.starling.cluster;

import dev.starling.run.DataPlacement;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which learners of a run may live on which node only, because its data are there: found out by
 * asking every node what it has, before the first learner starts. Of shared data that is nobody.
 * Used by one thread.
 */
final class DataHomes {
  private final int learners;
  private final Map<KeptNode, Integer> samples = new HashMap<>();
  private final Set<KeptNode> leaving = new HashSet<>();
  private DataPlacement placement;

  DataHomes(int learners, DataPlacement placement) {
    this.learners = learners;
    this.placement = placement;
  }

  boolean isLocal() {
    return placement.isLocal();
  }

  /**
   * A node has said how many samples of its own it has.
   *
   * @param all nodes that take part
   * @return who belongs where, once all of them have said that
   * @throws IllegalArgumentException with one line when the learners cannot be divided among them
   */
  Optional<DataPlacement> hear(
      KeptNode node, KeeperMessage.NodeHolds holds, Collection<KeptNode> all) {
    node.named(holds.node());
    samples.put(node, holds.samples());
    if (!placement.isUndivided() || !samples.keySet().containsAll(all)) {
      return Optional.empty();
    }
    TreeMap<String, Integer> byName = new TreeMap<>();
    for (KeptNode each : all) {
      if (byName.put(each.name(), samples.get(each)) != null) {
        throw new IllegalArgumentException(
            "two nodes are called " + each.name() + ": start one of them with another --name");
      }
    }
    placement = DataPlacement.divide(learners, byName);
    return Optional.of(placement);
  }

  /**
   * A learner has given up its seat there; one that may live nowhere else does so with its node.
   */
  void leaves(KeptNode node) {
    if (isLocal()) {
      leaving.add(node);
    }
  }

  /** Learners who may live on that node alone; empty also when they are not divided yet. */
  BitSet of(KeptNode node) {
    BitSet its = new BitSet();
    placement
        .of(node.name())
        .ifPresent(share -> its.set(share.first(), share.first() + share.learners()));
    return its;
  }

  /** The node that alone may host a learner, when it is there and ready to. */
  Optional<KeptNode> home(int learner, Collection<KeptNode> all) {
    return placement
        .owner(learner)
        .flatMap(
            name ->
                all.stream()
                    .filter(node -> node.isAtLeast(KeptNode.State.PREPARED))
                    .filter(node -> !leaving.contains(node))
                    .filter(node -> node.name().equals(name))
                    .findFirst());
  }

  /** Whether a learner cannot live anywhere now: its data are not there. */
  boolean isAway(int learner, Collection<KeptNode> all) {
    return isLocal() && home(learner, all).isEmpty();
  }
}
