package dev.starling.kryo;

import akka.actor.ActorPath;
import akka.actor.Address;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;

/**
 * Actor references as text. The resolver is asked for at each use, since the serializer is made
 * before the system is complete.
 */
record ActorRefs(ExtendedActorSystem system) {
  private static final String PROTOCOL = "akka";

  /** The reference's path, with an address that other nodes can reach. */
  String format(ActorRef<?> ref) {
    return resolver().toSerializationFormat(ref);
  }

  /**
   * The reference of that path; one to nobody leads to the dead letters.
   *
   * @throws MalformedMessageException when it is no path to an actor here or on another node: Akka
   *     would write all of it to the log
   */
  ActorRef<?> resolve(String path) {
    Address address = addressIn(path);
    boolean isHere = address.system().equals(system.name());
    if (!address.protocol().equals(PROTOCOL) || !(isHere || address.hasGlobalScope())) {
      throw new MalformedMessageException(
          "a reference of " + path.length() + " characters leads nowhere");
    }
    return resolver().resolveActorRef(path);
  }

  private static Address addressIn(String path) {
    try {
      return ActorPath.fromString(path).address();
    } catch (Exception noPath) {
      // Scala throws checked exceptions that it does not declare.
      throw new MalformedMessageException(
          "a reference of " + path.length() + " characters is no path", noPath);
    }
  }

  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }
}
