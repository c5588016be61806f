package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.ClusterNode;
import dev.starling.cluster.NodeEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told who end nodes of a cluster. */
class StopCommandTest {
  private final NodesHere nodes;

  StopCommandTest(@TempDir Path folder) {
    nodes = new NodesHere("stop", folder);
  }

  @Test
  void shouldSayThatANodeHasLeftAndNameThoseThatThereAre() throws Exception {
    try (ClusterNode first = nodes.start("ward-1", List.of());
        ClusterNode second = nodes.start("ward-2", List.of(NodesHere.addressOf(first)))) {
      nodes.await(first, "ward-1", "ward-2");
      Capture unknown = stop(first, "--node", "ward-3");
      assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(unknown.err()).contains("there is no node 'ward-3'; there are: ward-1, ward-2");

      Capture left = stop(second, "--node", "ward-2");
      assertThat(left.exit()).as(left.err()).isEqualTo(ExitCode.OK);
      assertThat(left.out().lines())
          .containsExactly(
              "starling: asked node ward-2 to leave", "starling: node ward-2 has left");
      assertThat(second.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo(NodeEnd.LEFT);

      assertThat(stop(first, "--node", "ward-1").out())
          .contains("asked node ward-1 to end, the last of its cluster");
      assertThat(first.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS))
          .isEqualTo(NodeEnd.LEFT);
    }
  }

  private Capture stop(ClusterNode by, String option, String name) {
    return Capture.of(
        "stop", option, name, "--cluster", by.address(), "--cluster-name", nodes.cluster());
  }
}
