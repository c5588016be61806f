package dev.starling.ops;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodePorts;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By which node, and under which name, a command reaches a standing cluster. */
final class ClusterOption {
  /** The name of a cluster that was given none. */
  static final String DEFAULT_NAME = "starling";

  /** What a command says meanwhile. */
  static final String WAITING =
      "starling: the node that keeps the cluster's runs does not answer: waiting for it, or for the"
          + " one that takes its place";

  @Option(
      names = "--cluster",
      paramLabel = "HOST[:PORT]",
      defaultValue = "127.0.0.1:" + NodePorts.DEFAULT_CONTROL,
      description = "Any node of the cluster. Default: ${DEFAULT-VALUE}.")
  private String node;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      defaultValue = DEFAULT_NAME,
      description = "Name that its nodes were started with. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Mixin private TlsOptions tls;

  /** Reaches the cluster. */
  ClusterClient connect() {
    return connect(node);
  }

  /**
   * Reaches the cluster by another of its nodes.
   *
   * @param other {@code HOST[:PORT]}
   */
  ClusterClient connect(String other) {
    return ClusterClient.connect(
        name,
        HostPort.parse(other, NodePorts.DEFAULT_CONTROL),
        tls.settings(),
        ConfigFactory.empty());
  }
}
