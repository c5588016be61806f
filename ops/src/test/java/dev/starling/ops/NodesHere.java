package dev.starling.ops;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeSettings;
import dev.starling.cluster.OnSplit;
import dev.starling.cluster.aeron.DataPlane;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Starts nodes of one cluster in this process, of one lane each and on any free ports.
 *
 * @param cluster its name
 * @param folder for their media drivers
 */
record NodesHere(String cluster, Path folder) {
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

  static HostPort addressOf(ClusterNode node) {
    return HostPort.parse(node.address(), 0);
  }
}
