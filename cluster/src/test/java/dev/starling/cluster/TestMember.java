package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Cluster;
import akka.cluster.MemberStatus;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.agrona.concurrent.SystemNanoClock;

/** An actor system that can be a member of a cluster on this machine, without lanes or learners. */
final class TestMember implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  /** Settings of one that soon ends by itself when nobody lets it join. */
  static final Config IMPATIENT =
      ConfigFactory.parseMap(
          Map.of("akka.cluster.shutdown-after-unsuccessful-join-seed-nodes", "4s"));

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
                "60s"));
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

  /** Waits until it is up, and until those who look at its state see that too. */
  TestMember awaitUp() {
    up.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    await("up", () -> cluster.selfMember().status().equals(MemberStatus.up()));
    return this;
  }

  /** Waits until so many nodes are members, as this one has it. */
  void awaitMembers(int count) {
    await(count + " members", () -> members() == count);
  }

  private void await(String what, BooleanSupplier isSo) {
    long deadlineNs =
        SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isSo.getAsBoolean()) {
      assertThat(SystemNanoClock.INSTANCE.nanoTime())
          .as("%s, not %s", what, cluster.state())
          .isLessThan(deadlineNs);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
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
