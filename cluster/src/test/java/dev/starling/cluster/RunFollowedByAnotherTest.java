package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.starling.run.RunDescription;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs on real nodes whose submitter goes, and that somebody else follows in his place. */
class RunFollowedByAnotherTest {
  private static final int LEARNERS = 6;
  private static final long UNTIL_STOPPED = 1_000_000;
  private static final long PATIENCE_SECONDS = 60;

  private final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestRun submitted = new TestRun();
  private final TestRun followed = new TestRun();

  @Test
  void shouldTellAnotherOfTheRunAlsoFromTheKeeperThatFollows() throws Exception {
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterNode second = TestRun.startStanding(cluster, "second", first)) {
      try (ClusterClient goesAway = clientOf(second)) {
        TestRun.awaitNodes(goesAway, 2);
        goesAway.submit(paced("followed", UNTIL_STOPPED), submitted.events::add);
        submitted.awaitUpdates(10);
      }
      try (ClusterClient comes = clientOf(second)) {
        assertThat(comes.follow("followed", 0, followed.events::add))
            .isEqualTo(new RunEvent.Following("followed"));
        assertThat(followed.next()).isEqualTo(new RunEvent.Following("followed"));
        assertThat(followed.next()).isEqualTo(new RunEvent.Begun(2, LEARNERS));
        long before = followed.awaitUpdates(20).updatesMin();
        first.leave();
        first.whenEnded().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        followed.await(
            progress ->
                progress.nodes() == 1
                    && progress.learners() == LEARNERS
                    && progress.updatesMin() >= before + 20);
        comes.endRun("followed");
        RunResult result = TestRun.resultOf(followed.awaitEnd());

        assertThat(result.end()).isEqualTo(RunResult.End.STOPPED);
        assertThat(result.test()).hasSize(LEARNERS);
        assertThat(result.test()).allMatch(score -> score.updates() >= before);
        assertThat(followed.attended)
            .extracting(RunEvent.Attended::text)
            .contains("node first left in good order");
        assertThat(modelsOf(result, comes)).hasSize(LEARNERS);
      }
    }
  }

  @Test
  void shouldTellHowARunEndedThatNobodyFollowed() throws Exception {
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterNode second = TestRun.startStanding(cluster, "second", first)) {
      try (ClusterClient goesAway = clientOf(first)) {
        TestRun.awaitNodes(goesAway, 2);
        goesAway.submit(paced("ended", 60), submitted.events::add);
        assertThat(submitted.next()).isEqualTo(new RunEvent.Begun(2, LEARNERS));
      }
      try (ClusterClient comes = clientOf(first)) {
        TestRun.awaitStatus(comes, "the end of the run", status -> status.runId().isEmpty());
        RunResult result = TestRun.resultOf(comes.follow("ended", 0, followed.events::add));
        assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
        assertThat(result.test()).hasSize(LEARNERS).allMatch(score -> score.updates() == 60);
        assertThat(modelsOf(result, comes)).hasSize(LEARNERS);
        assertThat(comes.readLinks(paced("ended", 60), result).learners()).isEqualTo(LEARNERS);

        second.leave();
        second.whenEnded().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        TestRun.awaitNodes(comes, 1);
        RunResult left = TestRun.resultOf(comes.follow("ended", 0, followed.events::add));
        assertThat(left.nodes()).hasSize(1);
        assertThat(Arrays.stream(left.homes())).containsOnly(0, -1);
        assertThat(modelsOf(left, comes))
            .as("what the first node has")
            .hasSize((int) Arrays.stream(left.homes()).filter(home -> home == 0).count());

        comes.submit(paced("next", UNTIL_STOPPED), submitted.events::add);
        TestRun.awaitStatus(comes, "the next run", status -> status.runId().equals("next"));
        assertThat(comes.follow("ended", 0, followed.events::add))
            .isEqualTo(new RunEvent.Unknown("ended"));
        comes.endRun("next");
        submitted.awaitEnd();
      }
    }
  }

  @Test
  void shouldTellOneAloneAndOfNoOtherRunOrPart() {
    try (ClusterNode only = TestRun.startStanding(cluster, "only");
        ClusterClient client = clientOf(only)) {
      assertThat(client.follow("none", 0, followed.events::add))
          .isEqualTo(new RunEvent.Unknown("none"));
      client.submit(paced("one", UNTIL_STOPPED), submitted.events::add);
      submitted.awaitUpdates(5);
      assertThat(client.follow("other", 0, followed.events::add))
          .isEqualTo(new RunEvent.Unknown("other"));
      assertThat(client.follow("one", 1, followed.events::add))
          .isEqualTo(new RunEvent.Unknown("one"));
      followed.events.clear();

      assertThat(client.follow("one", 0, followed.events::add))
          .isEqualTo(new RunEvent.Following("one"));
      assertThat(submitted.awaitEnd()).isEqualTo(new RunEvent.Superseded("one"));
      followed.awaitUpdates(10);
      client.endRun("one");
      assertThat(TestRun.resultOf(followed.awaitEnd()).test()).hasSize(LEARNERS);
      assertThat(submitted.events).as("after the last word").isEmpty();
    }
  }

  private static Map<Integer, float[]> modelsOf(RunResult result, ClusterClient client) {
    Map<Integer, float[]> models = new TreeMap<>();
    client.readModels(result, models::put);
    return models;
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
