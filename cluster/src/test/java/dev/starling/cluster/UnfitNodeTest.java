package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.run.RunDescription;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that cannot read the data of a run. */
class UnfitNodeTest {
  private static final int LEARNERS = 6;
  private static final long MAX_UPDATES = 10_000;

  @TempDir private Path place;

  private final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestRun run = new TestRun();

  @Test
  void shouldGoOnWithoutANodeThatJoinsInMidRunAndCannotReadTheData() throws Exception {
    Path data = OwnDataFiles.cut(place, "data", row -> true);
    try (ClusterNode first = TestRun.startStandingOver(data, cluster, "first")) {
      first.submit(paced("goes-on"), run.events::add);
      run.awaitUpdates(10);
      try (ClusterNode second = TestRun.startStanding(cluster, "second", first)) {
        assertThat(second.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS))
            .isEqualTo(NodeEnd.LEFT);
      } catch (NodeException early) {
        // It may be told to leave before it has heard that it joined.
        assertThat(early).hasMessage("the node ended before it had joined");
      }
      long updates = awaitDeparture(first);
      // Its shards were also allotted to the other node, if only for a moment.
      run.events.clear();
      run.awaitLearners(LEARNERS);
      first.endRun("goes-on");
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.end()).isEqualTo(RunResult.End.STOPPED);
      assertThat(result.nodes()).hasSize(1);
      assertThat(result.test())
          .hasSize(LEARNERS)
          .extracting(LearnerScore::updates)
          .allMatch(made -> made >= updates);
      assertThat(result.departures())
          .singleElement()
          .satisfies(
              gone -> {
                assertThat(gone.node()).isEqualTo("second");
                assertThat(gone.cause()).isEqualTo("failed");
              });
    }
  }

  @Test
  void shouldRefuseARunWhoseOnlyNodeCannotReadTheData() {
    try (ClusterNode only = TestRun.startStanding(cluster, "only")) {
      only.submit(paced("refused"), run.events::add);

      assertThat(run.awaitEnd())
          .isInstanceOfSatisfying(
              RunEvent.Refused.class, refused -> assertThat(refused.cause()).contains("own.csv"));
    }
  }

  /** Returns updates that every learner has made by then. */
  private long awaitDeparture(ClusterNode node) {
    long updates = 20;
    try (ClusterClient client =
        ClusterClient.connect(
            cluster, TestRun.addressOf(node), Optional.empty(), ConfigFactory.empty())) {
      while (client.status().departures().isEmpty()) {
        assertThat(updates).isLessThan(MAX_UPDATES);
        updates += 20;
        run.awaitUpdates(updates);
      }
    }
    return updates;
  }

  private static RunDescription paced(String id) {
    return TestRun.describe(
        id, LEARNERS, "csv:own.csv", new RunDescription.Limits(100_000, 0, 0), TestRun.paced(20));
  }
}
