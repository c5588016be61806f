package dev.starling.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides when the reports of a run's nodes make a whole: nodes report at different times. Used by
 * one thread.
 */
final class ReportRound {
  private final Set<KeptNode> reported = new HashSet<>();

  /**
   * A node has reported.
   *
   * @param nodes all that take part
   * @param isFirst whether there was no whole yet: then nobody is left out
   * @return whether every node has reported since the last whole, or one has twice while another is
   *     silent
   */
  boolean hear(KeptNode node, Collection<KeptNode> nodes, boolean isFirst) {
    boolean isSecond = !reported.add(node) && !isFirst;
    boolean isComplete =
        nodes.stream()
            .filter(each -> each.state() == KeptNode.State.RUNNING)
            .allMatch(reported::contains);
    if (isSecond || isComplete) {
      reported.clear();
      return true;
    }
    return false;
  }
}
