package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.ClusterStatus;
import dev.starling.cluster.ClusterStatus.NodeStatus;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.OnSplit;
import dev.starling.cluster.aeron.DataPlane;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Starts nodes of one cluster in this process, of one lane each and on any free ports.
 *
 * @param cluster its name
 * @param folder for their media drivers
 */
record NodesHere(String cluster, Path folder) {
  private static final long MAX_SECONDS = 60;
  private static final long POLL_MS = 50;

  /** Appends this process to the name: others may run the same test. */
  NodesHere {
    cluster = cluster + "-" + ProcessHandle.current().pid();
  }

  ClusterNode start(String name, List<HostPort> joins) {
    return ClusterNode.start(
        settings(name, joins),
        fault -> {
          throw new AssertionError("the node broke", fault);
        });
  }

  /** Of the node that {@link #start} starts. */
  NodeSettings settings(String name, List<HostPort> joins) {
    return new NodeSettings(
        cluster,
        name,
        "127.0.0.1",
        0,
        0,
        1,
        Optional.empty(),
        folder,
        DataPlane.DEFAULT_UDP_MTU_BYTES,
        true,
        joins,
        OnSplit.STOP,
        Optional.empty(),
        ConfigFactory.empty());
  }

  /**
   * Waits until the keeper of runs knows the nodes of these names, and no other: a node that has
   * joined is listed there a moment later.
   */
  void await(ClusterNode any, String... names) {
    IdleStrategy idle = new SleepingMillisIdleStrategy(POLL_MS);
    long deadlineNs = SystemNanoClock.INSTANCE.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
    try (ClusterClient client =
        ClusterClient.connect(cluster, addressOf(any), Optional.empty(), ConfigFactory.empty())) {
      ClusterStatus status = client.awaitKeeper();
      while (!status.nodes().stream().map(NodeStatus::name).toList().equals(List.of(names))) {
        assertThat(SystemNanoClock.INSTANCE.nanoTime()).as("%s", status).isLessThan(deadlineNs);
        idle.idle();
        status = client.awaitKeeper();
      }
    }
  }

  static HostPort addressOf(ClusterNode node) {
    return HostPort.parse(node.address(), 0);
  }
}
