package dev.starling.cluster;

import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Asks another node who is in its cluster, one at a time. Used by one actor, which gets to hear.
 */
final class Census<C> {
  private final ActorContext<C> context;
  private final Function<HostPort, Set<String>> nodesAround;
  private final Function<Answer, C> tell;
  private final Executor blocking;
  private boolean asking;

  /**
   * @param nodesAround addresses of all nodes in the cluster of the one named; throws {@link
   *     NodeException} when that one does not answer. It may block
   * @param tell the message to the actor of {@code context} with the answer
   */
  Census(
      ActorContext<C> context,
      Function<HostPort, Set<String>> nodesAround,
      Function<Answer, C> tell) {
    this.context = context;
    this.nodesAround = nodesAround;
    this.tell = tell;
    blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
  }

  /** Whether an answer is still to come. */
  boolean isAsking() {
    return asking;
  }

  /** Asks {@code node}; its answer ends with {@link #end}. */
  void ask(HostPort node) {
    asking = true;
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> nodesAround.apply(node), blocking),
        (there, silent) -> tell.apply(new Answer(node, silent == null ? there : Set.of())));
  }

  /** The answer has come: the next may be asked. */
  void end() {
    asking = false;
  }

  /**
   * What a node said.
   *
   * @param there addresses; none when it did not answer
   */
  record Answer(HostPort node, Set<String> there) {}
}
