package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the nodes remember of a keeper before this one. A keeper that has just come to life asks all
 * of them before it does anything else, and goes on with the newest record. Used by one thread.
 */
final class Recollection {
  /** Nodes that have not said yet what they have kept. */
  private final Set<ActorRef<ReporterMessage>> asked = new HashSet<>();

  private KeptRecord newest;
  private boolean isLast;
  private boolean isOver;

  /**
   * These nodes can be reached.
   *
   * @return whether they were asked, which is done once
   */
  boolean ask(Set<ActorRef<ReporterMessage>> nodes, ActorRef<KeeperMessage> keeper) {
    if (isOver || !asked.isEmpty() || nodes.isEmpty()) {
      return false;
    }
    asked.addAll(nodes);
    nodes.forEach(node -> node.tell(new ReporterMessage.Recall(keeper)));
    return true;
  }

  /**
   * A node has answered.
   *
   * @return whether it was the last
   */
  boolean hear(KeeperMessage.Recalled recalled) {
    isLast |= recalled.kept().isLast();
    recalled.kept().record().stream()
        .filter(record -> newest == null || record.sequence() > newest.sequence())
        .forEach(record -> newest = record);
    asked.remove(recalled.reporter());
    return asked.isEmpty();
  }

  /** Whether it is known if there was a keeper before. */
  boolean isOver() {
    return isOver;
  }

  /** Whether all nodes are to end, after a run or at once where there is none. */
  boolean isLast() {
    return isLast;
  }

  /** Waits for no more answers; returns the run to go on with, the first time. */
  Optional<KeptRecord> conclude() {
    if (isOver) {
      return Optional.empty();
    }
    isOver = true;
    return Optional.ofNullable(newest);
  }
}
