package dev.starling.kryo;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;

/**
 * Actor references as text. The resolver is asked for at each use, since the serializer is made
 * before the system is complete.
 */
record ActorRefs(ExtendedActorSystem system) {

  /** The reference's path, with an address that other nodes can reach. */
  String format(ActorRef<?> ref) {
    return resolver().toSerializationFormat(ref);
  }

  /** The reference of that path; one to nobody leads to the dead letters. */
  ActorRef<?> resolve(String path) {
    return resolver().resolveActorRef(path);
  }

  private ActorRefResolver resolver() {
    return ActorRefResolver.get(Adapter.toTyped(system));
  }
}
