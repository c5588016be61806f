package dev.starling.ops;

import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.ClusterStatus;
import dev.starling.cluster.ClusterStatus.NodeStatus;
import dev.starling.cluster.NodeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A cluster that is asked how it stands again and again, by another of its nodes when the one that
 * was asked does not answer any more. Used by one thread.
 */
final class WatchedCluster implements AutoCloseable {
  private final Function<String, ClusterClient> connect;
  private final Consumer<String> people;
  private ClusterClient client;
  private List<NodeStatus> nodes = List.of();

  /**
   * @param client reaches the cluster by its first node; closed by this one
   * @param connect reaches it by the node of an address
   * @param people hear when another node is asked, in one line
   */
  WatchedCluster(
      ClusterClient client, Function<String, ClusterClient> connect, Consumer<String> people) {
    this.client = client;
    this.connect = connect;
    this.people = people;
  }

  /**
   * How the cluster stands.
   *
   * @throws NodeException when none of the nodes answers that were there the last time
   */
  ClusterStatus status() {
    ClusterStatus status;
    try {
      status = client.status();
    } catch (NodeException silent) {
      status = askAnother(silent);
    }
    nodes = status.nodes();
    return status;
  }

  private ClusterStatus askAnother(NodeException silent) {
    for (NodeStatus node : nodes) {
      // Before the next is reached: whoever is not kept would stay behind with all its threads.
      client.close();
      try {
        client = connect.apply(node.address());
        people.accept("that node does not answer any more: asking node " + node.name());
        return client.status();
      } catch (NodeException alsoSilent) {
        silent.addSuppressed(alsoSilent);
      }
    }
    throw silent;
  }

  @Override
  public void close() {
    client.close();
  }
}
