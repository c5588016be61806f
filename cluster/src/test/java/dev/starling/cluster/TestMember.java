package dev.starling.cluster;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** An actor system that can be a member of a cluster on this machine, without lanes or learners. */
final class TestMember implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  final ActorSystem<Void> system;
  final Cluster cluster;
  private final CompletableFuture<Void> up = new CompletableFuture<>();

  TestMember(Config overrides) {
    Config here =
        ConfigFactory.parseMap(
            Map.of(
                "akka.remote.artery.canonical.hostname",
                "127.0.0.1",
                "akka.remote.artery.canonical.port",
                0,
                "akka.cluster.seed-node-timeout",
                "1s",
                "akka.cluster.shutdown-after-unsuccessful-join-seed-nodes",
                "4s"));
    system =
        ActorSystem.create(
            Behaviors.<Void>empty(),
            "starling",
            overrides
                .withFallback(here)
                .withFallback(ConfigFactory.parseResources("starling-akka.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    cluster = Cluster.get(Adapter.toClassic(system));
    cluster.registerOnMemberUp(() -> up.complete(null));
  }

  int port() {
    return (int) cluster.selfAddress().port().get();
  }

  TestMember form() {
    cluster.join(cluster.selfAddress());
    return awaitUp();
  }

  TestMember join(TestMember other) {
    cluster.joinSeedNodes(List.of(other.cluster.selfAddress()));
    return this;
  }

  TestMember awaitUp() {
    up.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    return this;
  }

  /** Waits until the system has ended by itself, and tells why it did. */
  CoordinatedShutdown.Reason awaitEnd() {
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
    return CoordinatedShutdown.get(Adapter.toClassic(system)).getShutdownReason().orElseThrow();
  }

  long members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).count();
  }

  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
