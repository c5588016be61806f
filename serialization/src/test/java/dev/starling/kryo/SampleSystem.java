package dev.starling.kryo;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.kryo.SampleMessages.Ping;
import dev.starling.kryo.SampleMessages.Pong;
import dev.starling.kryo.SampleMessages.Sample;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real ActorSystem that serializes every message, also those that stay inside. */
final class SampleSystem {
  private static final long CLOSE_SECONDS = 60;

  final ActorSystem<Sample> system;
  private int receivers;

  SampleSystem() {
    this("starling.kryo.registrations = [\"" + SampleMessages.class.getName() + "\"]");
  }

  SampleSystem(String registrations) {
    Config config =
        ConfigFactory.parseString(
                registrations
                    + "\nakka.loglevel = WARNING"
                    + "\nakka.log-dead-letters = off"
                    + "\nakka.actor.serialize-messages = on"
                    + "\nakka.actor.allow-java-serialization = off"
                    + "\nakka.actor.serializers.starling-kryo = \""
                    + StarlingKryoSerializer.class.getName()
                    + "\"\nakka.actor.serialization-bindings.\""
                    + Sample.class.getName()
                    + "\" = starling-kryo")
            .withFallback(ConfigFactory.load());
    system = ActorSystem.create(echo(), "samples", config);
  }

  ExtendedActorSystem extended() {
    return (ExtendedActorSystem) Adapter.toClassic(system);
  }

  StarlingKryoSerializer serializer() {
    return new StarlingKryoSerializer(extended());
  }

  /** A reference whose first message completes {@code received}. */
  ActorRef<Pong> receiver(CompletableFuture<Pong> received) {
    Behavior<Pong> completing =
        Behaviors.receiveMessage(
            pong -> {
              received.complete(pong);
              return Behaviors.same();
            });
    return system.systemActorOf(completing, "receiver-" + receivers++, Props.empty());
  }

  void close() throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static Behavior<Sample> echo() {
    return Behaviors.receive(Sample.class)
        .onMessage(
            Ping.class,
            ping -> {
              ping.replyTo().tell(new Pong(ping.text() + " " + ping.count()));
              return Behaviors.same();
            })
        .build();
  }
}
