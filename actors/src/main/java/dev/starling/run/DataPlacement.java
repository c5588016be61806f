package dev.starling.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the training data of a run lie: with every node, or with each node its own, which it shows
 * to nobody. The learners of a run over own data are divided among the nodes that have some, as
 * evenly as can be and in the order of their names, when the nodes are known; from then on a
 * learner belongs to its node.
 *
 * @param isLocal whether nodes have data of their own
 * @param shares who hosts whom, by ascending learner; empty before that is known, and always when
 *     the data are shared
 */
public record DataPlacement(boolean isLocal, List<Share> shares) {
  /** Every node can read all data. */
  public static final DataPlacement SHARED = new DataPlacement(false, List.of());

  /** Each node has its own, and it is not known yet which nodes there are. */
  public static final DataPlacement LOCAL = new DataPlacement(true, List.of());

  /** Copies the list. */
  public DataPlacement {
    shares = List.copyOf(shares);
    if (!isLocal && !shares.isEmpty()) {
      throw new IllegalArgumentException("shared data belong to no node");
    }
  }

  /**
   * What one node has.
   *
   * @param node its name
   * @param first the first of its learners, who are consecutive
   * @param learners how many they are, at least 1
   * @param samples that they share
   */
  public record Share(String node, int first, int learners, int samples) {
    /** Whether {@code learner} is one of its learners. */
    public boolean holds(int learner) {
      return learner >= first && learner < first + learners;
    }
  }

  /** Whether it is still to be found out who hosts whom. */
  public boolean isUndivided() {
    return isLocal && shares.isEmpty();
  }

  /**
   * Divides the learners among the nodes.
   *
   * @param samples of each node, by its name
   * @throws IllegalArgumentException with one line when there are more nodes than learners, or a
   *     node has fewer samples than it gets learners
   */
  public static DataPlacement divide(int learners, SortedMap<String, Integer> samples) {
    int nodes = samples.size();
    if (learners < nodes) {
      throw new IllegalArgumentException(
          nodes
              + " nodes have data of their own, and run.learners is "
              + learners
              + ": it must be at least "
              + nodes
              + ", one for each node");
    }
    List<Share> shares = new ArrayList<>();
    int first = 0;
    for (String node : samples.keySet()) {
      int count = learners / nodes + (shares.size() < learners % nodes ? 1 : 0);
      requireEnough(node, samples.get(node), count);
      shares.add(new Share(node, first, count, samples.get(node)));
      first += count;
    }
    return new DataPlacement(true, shares);
  }

  private static void requireEnough(String node, int samples, int learners) {
    if (samples < learners) {
      throw new IllegalArgumentException(
          "node "
              + node
              + " would host "
              + learners
              + " learners, and its data have "
              + samples
              + (samples == 1 ? " sample" : " samples")
              + ": each learner needs at least one, so run.learners must be lower");
    }
  }

  /** What a node has; empty when it has no learners. */
  public Optional<Share> of(String node) {
    return shares.stream().filter(share -> share.node().equals(node)).findFirst();
  }

  /** Whose data a learner trains on; empty when any node can host it. */
  public Optional<String> owner(int learner) {
    return shares.stream().filter(share -> share.holds(learner)).map(Share::node).findFirst();
  }

  /** Samples per learner on average, m̄ of the pooled objective; once the learners are divided. */
  double meanSamples() {
    long samples = shares.stream().mapToLong(Share::samples).sum();
    return (double) samples / shares.stream().mapToInt(Share::learners).sum();
  }
}
