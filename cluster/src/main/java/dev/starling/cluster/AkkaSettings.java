package dev.starling.cluster;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.LaneDispatcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Akka's configuration for nodes and for those who talk to them. */
final class AkkaSettings {
  private static final String HOST = "akka.remote.artery.canonical.hostname";
  private static final String PORT = "akka.remote.artery.canonical.port";

  private AkkaSettings() {}

  /**
   * Of a node.
   *
   * @param lanesKey under which the dispatcher finds the node's lanes
   */
  static Config ofNode(NodeSettings settings, String lanesKey) {
    return complete(
        Map.of(
            HOST,
            settings.host(),
            PORT,
            settings.port(),
            LaneDispatcher.LANES_KEY,
            lanesKey,
            "akka.cluster.roles",
            List.of(NodeName.role(settings.name())),
            "akka.cluster.downing-provider-class",
            settings.onSplit().provider()),
        withTls(settings.tls(), settings.overrides()));
  }

  /** Of one who is no member: remoting alone, on any free port. */
  static Config ofClient(String host, Optional<TlsSettings> tls, Config overrides) {
    return complete(
        Map.of("akka.actor.provider", "remote", HOST, host, PORT, 0), withTls(tls, overrides));
  }

  private static Config withTls(Optional<TlsSettings> tls, Config overrides) {
    return tls.map(files -> files.requireUsable().config().withFallback(overrides))
        .orElse(overrides);
  }

  private static Config complete(Map<String, Object> own, Config overrides) {
    return ConfigFactory.parseMap(own)
        .withFallback(Build.current().config())
        .withFallback(overrides)
        .withFallback(ConfigFactory.parseResources("starling-akka.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  /** Ends an actor system, and waits for it; null is none. */
  static void terminate(ActorSystem<Void> system, long patienceSeconds) {
    if (system == null) {
      return;
    }
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(patienceSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException slow) {
      throw new NodeException(
          "the actors did not end within " + patienceSeconds + " s: " + slow, slow);
    }
  }
}
