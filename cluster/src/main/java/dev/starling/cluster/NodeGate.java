package dev.starling.cluster;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where those who are no member of the cluster reach it: on every node, under a name that does not
 * change. It passes on to the keeper of the run, wherever that is now. Who asks how the cluster
 * stands while no keeper answers, since its node was just lost, hears what this node itself sees.
 */
final class NodeGate {
  static final String NAME = "gate";

  /** Less than a client waits for the answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private NodeGate() {}

  /**
   * The gate of one node.
   *
   * @param own how the cluster stands as this node sees it; called by the actor
   */
  static Behavior<KeeperMessage> create(
      ActorRef<KeeperMessage> keeper, Supplier<ClusterStatus> own) {
    return Behaviors.setup(
        context ->
            Behaviors.receive(KeeperMessage.class)
                .onMessage(KeeperMessage.GetStatus.class, asked -> ask(keeper, asked, context))
                .onMessage(Answered.class, answered -> answer(answered, own))
                .onAnyMessage(
                    message -> {
                      keeper.tell(message);
                      return Behaviors.same();
                    })
                .build());
  }

  private static Behavior<KeeperMessage> ask(
      ActorRef<KeeperMessage> keeper,
      KeeperMessage.GetStatus asked,
      ActorContext<KeeperMessage> context) {
    context.ask(
        ClusterStatus.class,
        keeper,
        PATIENCE,
        KeeperMessage.GetStatus::new,
        (status, silent) -> new Answered(asked.replyTo(), Optional.ofNullable(status)));
    return Behaviors.same();
  }

  private static Behavior<KeeperMessage> answer(Answered answered, Supplier<ClusterStatus> own) {
    answered.replyTo().tell(answered.status().orElseGet(own));
    return Behaviors.same();
  }

  /** The path of a node's gate. */
  static String path(String cluster, String host, int port) {
    return "akka://" + cluster + "@" + host + ":" + port + "/user/" + NAME;
  }

  /** What the keeper has said; empty when it has not. */
  private record Answered(ActorRef<ClusterStatus> replyTo, Optional<ClusterStatus> status)
      implements KeeperMessage, NoSerializationVerificationNeeded {}
}
