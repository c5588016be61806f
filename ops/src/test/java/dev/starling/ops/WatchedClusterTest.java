package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.ClusterClient;
import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who watches a cluster keeps seeing it when the node that tells him goes. */
class WatchedClusterTest {
  private final NodesHere nodes;
  private final List<String> told = new ArrayList<>();

  WatchedClusterTest(@TempDir Path folder) {
    nodes = new NodesHere("watched", folder);
  }

  @Test
  void shouldAskAnotherNodeWhenTheOneThatWasAskedHasGone() throws Exception {
    try (ClusterNode first = nodes.start("tower-1", List.of());
        ClusterNode second = nodes.start("tower-2", List.of(NodesHere.addressOf(first)))) {
      nodes.await(second, "tower-1", "tower-2");
      try (WatchedCluster watched =
          new WatchedCluster(connect(second.address()), this::connect, told::add)) {
        assertThat(watched.status().nodes()).hasSize(2);
        assertThat(told).isEmpty();

        second.close();
        nodes.await(first, "tower-1");
        assertThat(watched.status().nodes())
            .extracting(node -> node.name())
            .containsExactly("tower-1");
        assertThat(told).containsExactly("that node does not answer any more: asking node tower-1");

        first.close();
        assertThatThrownBy(watched::status).isInstanceOf(NodeException.class);
      }
    }
  }

  private ClusterClient connect(String node) {
    return ClusterClient.connect(
        nodes.cluster(), HostPort.parse(node, 0), Optional.empty(), ConfigFactory.empty());
  }
}
