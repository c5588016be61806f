package dev.starling.cluster;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Turns Akka's giving up on a cluster, which ends the actor system, into a line. Stateless. */
final class JoinRefusal {
  private JoinRefusal() {}

  /**
   * Watches a system that is about to join.
   *
   * @param seeds addresses that it will try, for people
   * @param listener hears at most once, on a thread of Akka's, before the system is gone
   */
  static void watch(
      ActorSystem<?> system, String seeds, Build own, Consumer<NodeException> listener) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(Adapter.toClassic(system));
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "tell-why-not-joined",
        () -> {
          shutdown
              .getShutdownReason()
              .flatMap(reason -> line(reason, seeds, own))
              .ifPresent(line -> listener.accept(new NodeException(line, null)));
          return CompletableFuture.completedFuture(Done.getInstance());
        });
  }

  private static Optional<String> line(CoordinatedShutdown.Reason reason, String seeds, Build own) {
    if (reason == CoordinatedShutdown.incompatibleConfigurationDetectedReason()) {
      return Optional.of(
          "the cluster at "
              + seeds
              + " refused this node, which is "
              + own.text()
              + ": its build or its settings of akka.cluster differ, the log there says how");
    }
    return reason == CoordinatedShutdown.clusterJoinUnsuccessfulReason()
        ? Optional.of(
            "no node of a cluster answered at "
                + seeds
                + ": start one, or look at addresses, ports and certificates")
        : Optional.empty();
  }
}
