package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.data.DataSet;
import dev.starling.data.DataSources;
import dev.starling.run.DataPlacement;
import dev.starling.run.RunDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over real nodes, each of which trains on data that it alone has. */
class RunOverOwnDataTest {
  private static final int LEARNERS = 7;

  /** More than any run here makes: it lasts until what it is to show has been seen. */
  private static final long UNTIL_STOPPED = 1_000_000;

  /** Updates of the slowest learner when a node leaves. */
  private static final long LEFT_AFTER = 40;

  @TempDir Path place;

  private final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestRun run = new TestRun();

  @Test
  void shouldTrainEachLearnerWhereItsDataLie() {
    try (ClusterNode first = node("c");
        ClusterNode second = node("a", first);
        ClusterNode third = node("b", first);
        ClusterClient client = clientOf(second)) {
      TestRun.awaitNodes(client, 3);
      client.submit(own("everywhere", LEARNERS, 200, "law", 0), run.events::add);
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.nodes()).hasSize(3);
      assertThat(homesByName(result, second, third, first))
          .as("learners in the order of the nodes' names")
          .containsExactly(0, 0, 0, 1, 1, 2, 2);
      assertThat(result.test()).hasSize(LEARNERS);
      assertThat(result.progress().totals().get(Tally.UPDATES)).isEqualTo(200L * LEARNERS);
      assertThat(result.test()).allMatch(score -> score.accuracy() > 0.8);
    }
  }

  /**
   * Alone on one class a learner answers that class: had it read a row of another, it would not.
   */
  @Test
  void shouldNeverReadTheDataOfAnotherNode() {
    try (ClusterNode first = nodeOver(OwnDataFiles.ofClass(place, "three", 3), "three");
        ClusterNode second = nodeOver(OwnDataFiles.ofClass(place, "eight", 8), "eight", first);
        ClusterClient client = clientOf(first)) {
      TestRun.awaitNodes(client, 2);
      client.submit(own("apart", 4, 100, "fixed", 0), run.events::add);
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.test())
          .extracting(LearnerScore::accuracy)
          .as("shares of the classes in the test part; 'eight' comes before 'three'")
          .containsExactly(shareOf(8), shareOf(8), shareOf(3), shareOf(3));
    }
  }

  @Test
  void shouldGoOnWithoutTheLearnersOfANodeThatHasGoneWithItsData() throws Exception {
    try (ClusterNode first = node("a");
        ClusterNode second = node("b", first);
        ClusterNode third = node("c", first);
        ClusterClient client = clientOf(second)) {
      TestRun.awaitNodes(client, 3);
      client.submit(own("departed", LEARNERS, 500, "law", 0), run.events::add);
      run.awaitUpdates(40);
      // The oldest keeps the run, so that another has to go on with it.
      first.leave();
      first.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
      RunResult result = TestRun.resultOf(run.awaitEnd());

      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.test()).extracting(LearnerScore::learner).containsExactly(3, 4, 5, 6);
      assertThat(result.test()).allMatch(score -> score.updates() >= 500);
      assertThat(result.progress().learners()).isEqualTo(4);
      assertThat(Arrays.stream(result.homes()).limit(3)).containsOnly(-1);
      assertThat(result.departures()).hasSize(1);
      assertThat(result.departures().get(0).learners()).isEqualTo(3);
      assertThat(result.departures().get(0).live()).isZero();
    }
  }

  @Test
  void shouldTakeBackTheLearnersOfANodeThatReturnsWithItsData() throws Exception {
    Path itsData = cutOf("c");
    try (ClusterNode first = node("a");
        ClusterNode second = node("b", first);
        ClusterClient client = clientOf(second)) {
      ClusterNode third = nodeOver(itsData, "c", first);
      try {
        TestRun.awaitNodes(client, 3);
        client.submit(own("returned", LEARNERS, UNTIL_STOPPED, "law", 0), run.events::add);
        run.awaitUpdates(LEFT_AFTER);
        third.leave();
        third.whenEnded().toCompletableFuture().get(60, TimeUnit.SECONDS);
      } finally {
        third.close();
      }
      run.awaitLearners(5);
      try (ClusterNode stranger = nodeOver(cutOf("d"), "d", first);
          ClusterNode again = nodeOver(itsData, "c", first)) {
        run.awaitLearners(LEARNERS);
        client.endRun("returned");
        RunResult result = TestRun.resultOf(run.awaitEnd());

        assertThat(result.end()).isEqualTo(RunResult.End.STOPPED);
        assertThat(homesByName(result, first, second, again)).containsExactly(0, 0, 0, 1, 1, 2, 2);
        assertThat(result.test()).hasSize(LEARNERS);
        assertThat(result.test()).allMatch(score -> score.updates() >= LEFT_AFTER);
        assertThat(stranger.others()).isNotEmpty();
      }
    }
  }

  @Test
  void shouldRefuseARunThatANodeHasNoDataFor() {
    try (ClusterNode first = node("a");
        ClusterNode second = TestRun.startStanding(cluster, "b", first);
        ClusterClient client = clientOf(first)) {
      TestRun.awaitNodes(client, 2);
      client.submit(own("empty-handed", LEARNERS, 100, "law", 0), run.events::add);

      assertThat(run.awaitEnd())
          .isEqualTo(
              new RunEvent.Refused(
                  "node b has no data of its own, which data.placement = local asks for: start it"
                      + " with --data DIR"));
      assertThat(second.others()).isNotEmpty();
    }
  }

  @Test
  void shouldRefuseDataThatDoNotFitWithBothValues() {
    try (ClusterNode first = node("a");
        ClusterClient client = clientOf(first)) {
      client.submit(over("fashion-mini", "unlike", 2, 100, "law", 0), run.events::add);

      assertThat(run.awaitEnd())
          .isEqualTo(
              new RunEvent.Refused(
                  "node a: "
                      + place.resolve("a/own.csv")
                      + " has 64 features, and the run's data (fashion-mini) have 196"));
    }
  }

  private ClusterNode node(String name, ClusterNode... known) {
    return nodeOver(cutOf(name), name, known);
  }

  private ClusterNode nodeOver(Path data, String name, ClusterNode... known) {
    return TestRun.startStandingOver(data, cluster, name, known);
  }

  /** Every third row, another third for each name. */
  private Path cutOf(String name) {
    int third = name.charAt(0) % 3;
    return OwnDataFiles.cut(place, name, row -> row % 3 == third);
  }

  /** For each learner the index of its node among {@code nodes}, or -1. */
  private static int[] homesByName(RunResult result, ClusterNode... nodes) {
    return Arrays.stream(result.homes())
        .map(home -> home < 0 ? -1 : indexOf(addressOf(result, home), nodes))
        .toArray();
  }

  private static String addressOf(RunResult result, int node) {
    return NodeAddress.text(result.nodes().get(node).path().address());
  }

  private static int indexOf(String address, ClusterNode... nodes) {
    return IntStream.range(0, nodes.length)
        .filter(index -> nodes[index].address().equals(address))
        .findFirst()
        .orElse(-1);
  }

  private static double shareOf(int label) {
    DataSet test = DataSources.open("digits", 7).test();
    long count = IntStream.range(0, test.size()).filter(row -> test.target(row) == label).count();
    return (double) count / test.size();
  }

  private ClusterClient clientOf(ClusterNode node) {
    return ClusterClient.connect(
        cluster, TestRun.addressOf(node), Optional.empty(), ConfigFactory.empty());
  }

  private static RunDescription own(
      String id, int learners, long updates, String capacity, double rate) {
    return over("digits", id, learners, updates, capacity, rate);
  }

  private static RunDescription over(
      String source, String id, int learners, long updates, String capacity, double rate) {
    RunDescription base =
        TestRun.describe(
            id, learners, source, new RunDescription.Limits(updates, 0, 0), TestRun.paced(40));
    return new RunDescription(
        id,
        base.seed(),
        learners,
        new RunDescription.Data(source, "iid", DataPlacement.LOCAL),
        base.model(),
        base.topology(),
        base.commonInit(),
        base.limits(),
        base.steps(),
        base.clock(),
        new RunDescription.Gossip("push", capacity, rate, 1, false, 0.01, "uniform", 0.5),
        base.versions(),
        base.divergence(),
        base.measuring(),
        base.faults());
  }
}
