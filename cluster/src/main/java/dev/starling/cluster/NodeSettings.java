package dev.starling.cluster;

import com.typesafe.config.Config;
import dev.starling.cluster.aeron.DataPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a node is set up.
 *
 * @param cluster name that all nodes of a cluster share
 * @param name of the node, unique in the cluster
 * @param host address that other nodes can reach
 * @param port of the control plane; 0 takes a free one
 * @param dataPort UDP port at which frames of other machines arrive; 0 takes a free one
 * @param lanes threads that run learners; one per core is right, more only take turns
 * @param data folder in which the node finds data: its own, and files of shared data that are not
 *     where a run says; empty for none
 * @param aeronDirectory where the media driver keeps its files, preferably in memory
 * @param mtu bytes of the largest packet to another machine, with Aeron's header
 * @param standing whether the node is one of several and outlives its runs: it then shares a media
 *     driver with the other nodes of its machine, and needs a core less for its lanes
 * @param joins nodes of the cluster to join by; empty to form one. With the node itself among them
 *     it forms one when nobody else has and it is the first
 * @param onSplit what to do when the rest of the cluster cannot be reached
 * @param tls of the control plane; empty for none
 * @param overrides Akka settings of the user's, which win over Starling's
 */
public record NodeSettings(
    String cluster,
    String name,
    String host,
    int port,
    int dataPort,
    int lanes,
    Optional<Path> data,
    Path aeronDirectory,
    int mtu,
    boolean standing,
    List<HostPort> joins,
    OnSplit onSplit,
    Optional<TlsSettings> tls,
    Config overrides) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_LANES = 256;
  private static final String NAME = "[a-zA-Z][a-zA-Z0-9_-]*";

  public NodeSettings {
    if (!cluster.matches(NAME)) {
      throw new IllegalArgumentException(
          "cluster.name must be letters, digits, - and _, and begin with a letter, was '"
              + cluster
              + "'");
    }
    if (!name.matches("[a-zA-Z0-9._:-]+")) {
      throw new IllegalArgumentException(
          "the name of a node must be letters, digits, '.', ':', - and _, was '" + name + "'");
    }
    requirePort("cluster.port", port);
    requirePort("cluster.data-port", dataPort);
    if (lanes < 1 || lanes > MAX_LANES) {
      throw new IllegalArgumentException("cluster.lanes must lie in [1, 256], was " + lanes);
    }
    data.ifPresent(NodeSettings::requireFolder);
    joins = List.copyOf(joins);
  }

  /** Of a node alone, for one run: nobody joins it. */
  public NodeSettings(
      String cluster, String host, int port, int lanes, Path aeronDirectory, Config overrides) {
    this(
        cluster,
        "alone",
        host,
        port,
        0,
        lanes,
        Optional.empty(),
        aeronDirectory,
        DataPlane.DEFAULT_UDP_MTU_BYTES,
        false,
        List.of(),
        OnSplit.STOP,
        Optional.empty(),
        overrides);
  }

  /** The same node, as one that joins by other nodes. */
  public NodeSettings joining(List<HostPort> nodes) {
    return new NodeSettings(
        cluster,
        name,
        host,
        port,
        dataPort,
        lanes,
        data,
        aeronDirectory,
        mtu,
        standing,
        nodes,
        onSplit,
        tls,
        overrides);
  }

  private static void requireFolder(Path data) {
    if (!Files.isDirectory(data)) {
      throw new IllegalArgumentException("--data " + data + " is not a folder");
    }
  }

  private static void requirePort(String key, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(key + " must lie in [0, 65535], was " + port);
    }
  }
}
