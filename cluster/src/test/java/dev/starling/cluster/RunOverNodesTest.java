package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.run.RunDescription;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs on several real nodes, which share a real media driver process, submitted from outside: with
 * nodes that stay, come and go.
 */
class RunOverNodesTest {
  private static final int LEARNERS = 9;

  /** More updates than any run here makes: it lasts until what it is to show has been seen. */
  private static final long UNTIL_STOPPED = 1_000_000;

  private final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestRun run = new TestRun();

  @Test
  void shouldTrainOnAllNodesAndBringBackEveryModel() {
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterNode second = TestRun.startStanding(cluster, "second", first);
        ClusterNode third = TestRun.startStanding(cluster, "third", first);
        ClusterClient client = clientOf(third)) {
      TestRun.awaitNodes(client, 3);
      client.submit(paced("over-three", 200), run.events::add);
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.nodes()).hasSize(3);
      assertThat(Arrays.stream(result.homes()).distinct().count())
          .as("nodes with learners")
          .isGreaterThanOrEqualTo(2);
      assertThat(result.test())
          .hasSize(LEARNERS)
          .extracting(LearnerScore::updates)
          .containsOnly(200L);
      assertThat(result.progress().totals().get(Tally.UPDATES)).isEqualTo(200L * LEARNERS);
      assertThat(result.progress().staleness().exact().mean()).isBetween(0.1, 5.0);
      Map<Integer, float[]> models = new TreeMap<>();
      client.readModels(result, models::put);
      assertThat(models).hasSize(LEARNERS);
      assertThat(models.values()).allMatch(theta -> theta.length == models.get(0).length);
      assertThat(client.status().nodes())
          .as("nodes of a cluster without a run")
          .extracting(ClusterStatus.NodeStatus::name)
          .containsExactlyInAnyOrder("first", "second", "third");
    }
  }

  @Test
  void shouldGoOnWhenTheNodeOfItsKeeperLeaves() throws Exception {
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterNode second = TestRun.startStanding(cluster, "second", first);
        ClusterNode third = TestRun.startStanding(cluster, "third", first);
        ClusterClient client = clientOf(third)) {
      TestRun.awaitNodes(client, 3);
      client.submit(paced("keeper-leaves", 600), run.events::add);
      run.awaitUpdates(40);
      first.leave();
      CompletableFuture<NodeEnd> ended =
          first.whenEnded().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS);
      ClusterStatus status;
      do {
        status = client.status();
        assertThat(status)
            .as("no keeper, old or new, denies the run")
            .matches(told -> !told.isOfKeeper() || told.runId().equals("keeper-leaves"));
      } while (!ended.isDone() || !status.isOfKeeper());
      assertThat(ended.get()).isEqualTo(NodeEnd.LEFT);
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.nodes()).hasSize(2);
      assertThat(result.test()).hasSize(LEARNERS);
      assertThat(result.test()).allMatch(score -> score.updates() >= 600);
      assertThat(run.attended)
          .extracting(RunEvent.Attended::text)
          .containsExactly("node first left in good order");
    }
  }

  @Test
  void shouldGiveTheResultsBeforeAllNodesEnd() throws Exception {
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterNode second = TestRun.startStanding(cluster, "second", first);
        ClusterClient client = clientOf(second)) {
      TestRun.awaitNodes(client, 2);
      client.submit(paced("stopped", 100_000), run.events::add);
      run.awaitUpdates(20);
      client.stopNodes("");
      RunResult result = TestRun.resultOf(run.awaitEnd());
      Map<Integer, float[]> models = new TreeMap<>();
      client.readModels(result, models::put);

      assertThat(result.end()).isEqualTo(RunResult.End.STOPPED);
      assertThat(result.test()).hasSize(LEARNERS);
      assertThat(models).hasSize(LEARNERS);
      for (ClusterNode node : List.of(first, second)) {
        assertThat(node.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS))
            .isEqualTo(NodeEnd.LEFT);
      }
    }
  }

  @Test
  void shouldGiveLearnersToANodeThatJoins() {
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterClient client = clientOf(first)) {
      client.submit(paced("joined", UNTIL_STOPPED), run.events::add);
      long before = run.awaitUpdates(40).updatesMin();
      try (ClusterNode second = TestRun.startStanding(cluster, "second", first)) {
        assertThat(second.others()).isNotEmpty();
        run.awaitProgress(() -> learnersOf("second", client) >= LEARNERS / 2);
        client.endRun("joined");
        RunResult result = TestRun.resultOf(run.awaitEnd());

        assertThat(result.end()).isEqualTo(RunResult.End.STOPPED);
        assertThat(result.nodes()).hasSize(2);
        assertThat(result.homes()).contains(0, 1);
        assertThat(run.attended)
            .singleElement()
            .extracting(RunEvent.Attended::text)
            .asString()
            .startsWith("node second has joined: ");
        assertThat(result.test()).hasSize(LEARNERS);
        assertThat(result.test()).allMatch(score -> score.updates() >= before);
      }
    }
  }

  /** How many learners live on a node; 0 before it has said so. */
  private static int learnersOf(String node, ClusterClient client) {
    return client.status().nodes().stream()
        .filter(each -> each.name().equals(node))
        .flatMap(each -> each.report().stream())
        .mapToInt(NodeReport::learners)
        .sum();
  }

  private ClusterClient clientOf(ClusterNode node) {
    return ClusterClient.connect(
        cluster, TestRun.addressOf(node), Optional.empty(), ConfigFactory.empty());
  }

  private static RunDescription paced(String id, long updates) {
    return TestRun.describe(
        id, LEARNERS, "digits", new RunDescription.Limits(updates, 0, 0), TestRun.paced(40));
  }
}
