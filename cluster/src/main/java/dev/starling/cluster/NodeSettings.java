package dev.starling.cluster;

import com.typesafe.config.Config;
import java.nio.file.Path;

/**
 * How a node is set up.
 *
 * @param cluster name that all nodes of a cluster share
 * @param host address that other nodes can reach
 * @param port of the control plane; 0 takes a free one
 * @param lanes threads that run learners; one per core is right, more only take turns
 * @param aeronDirectory where the media driver keeps its files, preferably in memory
 * @param overrides Akka settings of the user's, which win over Starling's
 */
public record NodeSettings(
    String cluster, String host, int port, int lanes, Path aeronDirectory, Config overrides) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_LANES = 256;

  public NodeSettings {
    if (!cluster.matches("[a-zA-Z][a-zA-Z0-9_-]*")) {
      throw new IllegalArgumentException(
          "cluster.name must be letters, digits, - and _, and begin with a letter, was '"
              + cluster
              + "'");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("cluster.port must lie in [0, 65535], was " + port);
    }
    if (lanes < 1 || lanes > MAX_LANES) {
      throw new IllegalArgumentException("cluster.lanes must lie in [1, 256], was " + lanes);
    }
  }
}
