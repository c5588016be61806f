package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.cluster.aeron.ResumedLearner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Learners of a run that were lost or have moved and go on at this node: told to the keeper at
 * once, and again to one that follows, which may not have heard it. Used by the node's reporter.
 */
final class ResumedHere {
  private final String runId;
  private final String node;
  private final Deque<ResumedLearner> latest = new ArrayDeque<>();

  ResumedHere(String runId, String node) {
    this.runId = runId;
    this.node = node;
  }

  void add(ResumedLearner back, ActorRef<KeeperMessage> keeper) {
    latest.add(back);
    if (latest.size() > Returns.MAX_KEPT) {
      latest.remove();
    }
    keeper.tell(new KeeperMessage.Resumed(runId, node, List.of(back)));
  }

  /** The latest of them, as many as a keeper keeps. */
  void tell(ActorRef<KeeperMessage> keeper) {
    if (!latest.isEmpty()) {
      keeper.tell(new KeeperMessage.Resumed(runId, node, List.copyOf(latest)));
    }
  }
}
