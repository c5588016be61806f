package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.aeron.Tally;
import dev.starling.learning.SeededDraws;
import dev.starling.run.RunDescription;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/** What the seed of a run decides does not depend on where its learners live. */
class SeedOverNodesTest {
  private static final int LEARNERS = 6;
  private static final long UPDATES = 150;
  private static final int MAX_RUNS = 10;

  private final String cluster = "test-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void shouldDrawTheSamePartitionsBatchesAndPeersOnOneNodeAndOnThree() {
    Map<Integer, SeededDraws> onOne;
    RunResult one;
    try (ClusterNode only = TestRun.startStanding(cluster, "only")) {
      one = train(only, 0);
      onOne = drawsOf(only);
    }
    Map<Integer, SeededDraws> onThree;
    RunResult three;
    try (ClusterNode first = TestRun.startStanding(cluster, "first");
        ClusterNode second = TestRun.startStanding(cluster, "second", first);
        ClusterNode third = TestRun.startStanding(cluster, "third", first)) {
      TestRun.awaitNodes(cluster, first, 3);
      int runs = 0;
      do {
        // A learner whose shard is allotted anew in mid-run draws from its streams anew, too.
        assertThat(runs).as("learners moved in each run").isLessThan(MAX_RUNS);
        three = train(first, runs++);
      } while (!three.attendance().returns().isEmpty());
      onThree = drawsOf(first, second, third);
    }

    assertThat(three.nodes()).hasSize(3);
    assertThat(onOne).hasSize(LEARNERS);
    assertThat(onOne.values()).allMatch(SeededDraws::isComplete);
    assertThat(onOne.values().stream().map(SeededDraws::batches).distinct()).hasSize(LEARNERS);
    assertThat(onThree).isEqualTo(onOne);
    for (Tally tally :
        new Tally[] {
          Tally.DRAWS_COMPLETE, Tally.DRAWS_PARTITIONS, Tally.DRAWS_BATCHES, Tally.DRAWS_PEERS
        }) {
      assertThat(three.progress().totals().get(tally))
          .as(tally.name())
          .isEqualTo(one.progress().totals().get(tally));
    }
  }

  private static RunResult train(ClusterNode node, int number) {
    RunDescription description =
        TestRun.describe(
            "seeded-" + number,
            LEARNERS,
            "digits",
            new RunDescription.Limits(UPDATES, 0, 0),
            TestRun.paced(60));
    return TestRun.resultOf(new TestRun().run(node, description));
  }

  private static Map<Integer, SeededDraws> drawsOf(ClusterNode... nodes) {
    Map<Integer, SeededDraws> all = new ConcurrentSkipListMap<>();
    for (ClusterNode node : nodes) {
      node.readLearners(learner -> all.put(learner.id(), learner.draws()));
    }
    return all;
  }
}
