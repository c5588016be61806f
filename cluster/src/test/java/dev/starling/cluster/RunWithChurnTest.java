package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.learning.StalenessSummary;
import dev.starling.params.ParameterVector;
import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import dev.starling.run.RunDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Learners come, go and change their speed in mid-run on a real node. */
class RunWithChurnTest {
  @Test
  void shouldLetLearnersComeGoComeBackAndSlowDown() {
    Config strict = ConfigFactory.parseString("akka.actor.serialize-messages = on");
    RunDescription run =
        describe(
            "churn",
            new RunDescription.Limits(0, 4, 0),
            ChurnEvent.of(1, 5, ChurnEvent.Kind.JOIN),
            ChurnEvent.of(1, 4, ChurnEvent.Kind.JOIN),
            ChurnEvent.speed(1, 1, 0.1),
            ChurnEvent.of(1, 3, ChurnEvent.Kind.LEAVE),
            ChurnEvent.of(1.5, 0, ChurnEvent.Kind.CRASH),
            ChurnEvent.of(2, 0, ChurnEvent.Kind.JOIN));
    try (ClusterNode node = TestRun.startNode(2, strict)) {
      TestRun test = new TestRun();
      RunResult result = TestRun.resultOf(test.run(node, run));
      assertThat(result.end()).isEqualTo(RunResult.End.SECONDS);
      assertThat(result.test()).extracting(LearnerScore::learner).containsExactly(0, 1, 2, 4, 5);
      long always = result.test().get(2).updates();
      assertThat(result.test().get(1).updates())
          .as("slow for 3 of 4 s, beside one that is not")
          .isLessThan(always / 2);
      for (int late : new int[] {0, 3, 4}) {
        assertThat(result.test().get(late).updates())
            .as("of one that came in mid-run, beside one that was always there")
            .isPositive()
            .isLessThan(always);
      }
      assertThat(result.progress().learners()).isEqualTo(5);
      assertThat(result.progress().staleness().exact().coverage()).isEqualTo(1);
      assertThat(result.progress().totals().get(Tally.QUARANTINES)).isZero();
    }
    assertThat(ParameterVector.liveBytes()).as("bytes of θ left behind").isZero();
  }

  @Test
  void shouldEndWhenAllThatAreThereHaveMadeTheirUpdates() {
    RunDescription run =
        describe(
            "leaving",
            new RunDescription.Limits(100, 0, 0),
            ChurnEvent.speed(0, 0, 1e-3),
            ChurnEvent.of(1, 0, ChurnEvent.Kind.LEAVE));
    try (ClusterNode node = TestRun.startNode(1)) {
      RunResult result = TestRun.resultOf(new TestRun().run(node, run));
      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.test()).extracting(LearnerScore::learner).containsExactly(1, 2, 3, 4, 5);
    }
  }

  @Test
  void shouldRecordEveryRowOfTheGridWhileLearnersComeAndGo() {
    List<ChurnEvent> events = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(
            i -> {
              events.add(ChurnEvent.of(1 + 0.2 * i, i % 3, ChurnEvent.Kind.LEAVE));
              events.add(ChurnEvent.of(1.1 + 0.2 * i, i % 3, ChurnEvent.Kind.JOIN));
            });
    RunDescription run =
        describe("rows", new RunDescription.Limits(0, 3, 0), events.toArray(new ChurnEvent[0]));
    try (ClusterNode node = TestRun.startNode(1)) {
      StalenessSummary staleness =
          TestRun.resultOf(new TestRun().run(node, run)).progress().staleness().exact();
      assertThat(staleness.rows()).isPositive();
      assertThat(staleness.rowsDropped()).isZero();
    }
  }

  private static RunDescription describe(
      String id, RunDescription.Limits limits, ChurnEvent... events) {
    RunDescription calm = TestRun.describe(id, 6, "digits", limits, TestRun.paced(100));
    return new RunDescription(
        calm.id(),
        calm.seed(),
        calm.learners(),
        calm.data(),
        calm.model(),
        calm.topology(),
        calm.commonInit(),
        calm.limits(),
        calm.steps(),
        calm.clock(),
        calm.gossip(),
        calm.versions(),
        calm.divergence(),
        calm.measuring(),
        calm.faults(),
        new ChurnPlan(List.of(events), 0),
        calm.checkpoints());
  }
}
