package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;

/** Where a node's control plane is, for the actors of one of them. */
final class NodeAddress {
  private final Address self;

  NodeAddress(ActorSystem<?> system) {
    self = Cluster.get(system).selfMember().address();
  }

  /** The address of the node that an actor lives on. */
  Address of(ActorRef<?> actor) {
    Address address = actor.path().address();
    return address.hasLocalScope() ? self : address;
  }

  /** As people write it: {@code HOST:PORT}. */
  static String text(Address address) {
    return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
  }
}
