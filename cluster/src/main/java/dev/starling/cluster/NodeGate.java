package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;

/**
 * Where those who are no member of the cluster reach it: on every node, under a name that does not
 * change. It passes on to the keeper of the run, wherever that is now.
 */
final class NodeGate {
  static final String NAME = "gate";

  private NodeGate() {}

  static Behavior<KeeperMessage> create(ActorRef<KeeperMessage> keeper) {
    return Behaviors.receive(KeeperMessage.class)
        .onAnyMessage(
            message -> {
              keeper.tell(message);
              return Behaviors.same();
            })
        .build();
  }

  /** The path of a node's gate. */
  static String path(String cluster, String host, int port) {
    return "akka://" + cluster + "@" + host + ":" + port + "/user/" + NAME;
  }
}
