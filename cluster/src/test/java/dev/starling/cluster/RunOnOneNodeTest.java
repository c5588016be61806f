package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.params.ParameterVector;
import dev.starling.run.RunDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real runs on a real node: Akka Cluster Sharding, a real media driver, real data. */
class RunOnOneNodeTest {

  @ParameterizedTest(name = "{0} learners on {1} lanes")
  @CsvSource({"1, 1", "2, 1", "2, 2", "5, 2"})
  void shouldTrainEveryLearnerToItsUpdates(int learners, int lanes) {
    try (ClusterNode node = TestRun.startNode(lanes)) {
      RunResult result =
          TestRun.resultOf(new TestRun().run(node, TestRun.describe("small", learners, 100)));
      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.test()).extracting(LearnerScore::updates).containsOnly(100L);
      assertThat(result.test()).hasSize(learners);
      assertThat(result.test()).allMatch(score -> score.accuracy() > 0.7);
      assertThat(total(result, Tally.UPDATES)).isEqualTo(100L * learners);
    }
    assertThat(ParameterVector.liveBytes()).as("bytes of θ left behind").isZero();
  }

  @Test
  void shouldAccountForEveryPushAndEveryByte() {
    try (ClusterNode node = TestRun.startNode(2)) {
      RunResult result =
          TestRun.resultOf(new TestRun().run(node, TestRun.describe("balance", 8, 1_000)));
      assertThat(total(result, Tally.PUSHES_SENT)).isPositive();
      assertThat(total(result, Tally.FRAMES_RECEIVED))
          .as("frames received of those sent")
          .isEqualTo(total(result, Tally.FRAMES_SENT));
      assertThat(
              2 * total(result, Tally.PUSHES_MIXED)
                  + 2 * total(result, Tally.PUSHES_PARTIAL)
                  + total(result, Tally.DROPPED_STOPPED))
          .as("a push of this model is one frame of versions and one of parameters")
          .isGreaterThanOrEqualTo(total(result, Tally.FRAMES_SENT));
      assertThat(total(result, Tally.BYTES_SENT))
          .as("bytes counted, beside the positions of the publications and of the driver")
          .isEqualTo(node.sentPosition())
          .isEqualTo(node.receivedPosition());
    }
  }

  @Test
  void shouldSendEveryControlMessageThroughItsSerializer() {
    Config strict = ConfigFactory.parseString("akka.actor.serialize-messages = on");
    try (ClusterNode node = TestRun.startNode(1, strict)) {
      RunEvent end = new TestRun().run(node, TestRun.describe("serialized", 2, 50));
      assertThat(TestRun.resultOf(end).end()).isEqualTo(RunResult.End.UPDATES);
    }
  }

  @Test
  void shouldKeepLearnersThatHearNothingThroughTheRegion() {
    // Akka's own default ends an entity that the region has not reached for this long.
    Config impatient =
        ConfigFactory.parseString(
            "akka.cluster.sharding.passivation.default-idle-strategy.idle-entity.timeout = 1s");
    RunDescription run =
        TestRun.describe(
            "idle", 4, "digits", new RunDescription.Limits(0, 4, 0), TestRun.paced(50));
    try (ClusterNode node = TestRun.startNode(1, impatient)) {
      RunResult result = TestRun.resultOf(new TestRun().run(node, run));
      assertThat(result.end()).isEqualTo(RunResult.End.SECONDS);
      assertThat(result.test()).hasSize(4).allMatch(score -> score.updates() > 100);
    }
  }

  @Test
  void shouldRefuseASecondRunWhileOneIsUnderWayAndRunItAfterwards() {
    RunDescription endless =
        TestRun.describe(
            "first", 2, "digits", new RunDescription.Limits(0, 600, 0), TestRun.paced(50));
    try (ClusterNode node = TestRun.startNode(1)) {
      TestRun first = new TestRun();
      node.submit(endless, first.events::add);
      assertThat(first.next()).isInstanceOf(RunEvent.Begun.class);
      RunEvent second = new TestRun().run(node, TestRun.describe("second", 2, 50));
      assertThat(second)
          .isEqualTo(new RunEvent.Refused("run first is under way: stop it, or wait for it"));
      node.endRun("first");
      RunResult stopped = TestRun.resultOf(first.awaitEnd());
      assertThat(stopped.end()).isEqualTo(RunResult.End.STOPPED);
      RunResult third = TestRun.resultOf(new TestRun().run(node, TestRun.describe("third", 3, 50)));
      assertThat(third.test()).hasSize(3);
    }
    assertThat(ParameterVector.liveBytes()).isZero();
  }

  @Test
  void shouldForgetTheLearnersOfTheRunBefore() {
    try (ClusterNode node = TestRun.startNode(2)) {
      TestRun.resultOf(new TestRun().run(node, TestRun.describe("four", 4, 50)));
      RunResult one = TestRun.resultOf(new TestRun().run(node, TestRun.describe("one", 1, 60)));
      assertThat(one.test()).hasSize(1);
      assertThat(total(one, Tally.UPDATES)).isEqualTo(60);
    }
  }

  @Test
  void shouldMeasureWhatARunTakesWithoutTheRunBefore() {
    try (ClusterNode node = TestRun.startNode(1)) {
      RunResult first = TestRun.resultOf(new TestRun().run(node, TestRun.describe("first", 3, 50)));
      RunResult second =
          TestRun.resultOf(new TestRun().run(node, TestRun.describe("second", 3, 50)));
      assertThat(second.progress().memory().offHeapBytes())
          .isPositive()
          .isEqualTo(first.progress().memory().offHeapBytes());
    }
  }

  @Test
  void shouldRefuseAnIdThatWasUsedBefore() {
    try (ClusterNode node = TestRun.startNode(1)) {
      TestRun.resultOf(new TestRun().run(node, TestRun.describe("again", 2, 20)));
      assertThat(new TestRun().run(node, TestRun.describe("again", 2, 20)))
          .isEqualTo(new RunEvent.Refused("a run again was here already: give it another id"));
    }
  }

  @Test
  void shouldReportWhileItGoesOnWhenLearnersAreMany() {
    RunDescription many =
        TestRun.describe(
            "many", 300, "digits", new RunDescription.Limits(0, 120, 0), TestRun.natural());
    try (ClusterNode node = TestRun.startNode(1)) {
      TestRun run = new TestRun();
      node.submit(many, run.events::add);
      for (int heard = 0; heard <= 3; heard++) {
        run.await(progress -> true);
      }
      node.endRun("many");
      RunResult result = TestRun.resultOf(run.awaitEnd());
      assertThat(result.end()).as("before its time was up").isEqualTo(RunResult.End.STOPPED);
      assertThat(result.test()).hasSize(300);
    }
  }

  @Test
  void shouldRefuseARunWhoseDataCannotBeOpenedInOneLine() {
    RunDescription run =
        TestRun.describe("nothing", 2, "csv:/does/not/exist.csv", limits(10), TestRun.natural());
    try (ClusterNode node = TestRun.startNode(1)) {
      RunEvent end = new TestRun().run(node, run);
      assertThat(end).isInstanceOf(RunEvent.Refused.class);
      assertThat(((RunEvent.Refused) end).cause())
          .contains("/does/not/exist.csv")
          .doesNotContain("\n");
    }
  }

  @Test
  void shouldShowEachLearnerToAReaderAndRemoveTheDriversFiles() {
    Path aeron;
    try (ClusterNode node = TestRun.startNode(2)) {
      aeron = Path.of(node.aeronDirectory());
      TestRun.resultOf(new TestRun().run(node, TestRun.describe("readers", 4, 20)));
      AtomicInteger seen = new AtomicInteger();
      node.readLearners(learner -> seen.addAndGet(learner.parameters().length() > 0 ? 1 : 0));
      assertThat(seen).hasValue(4);
      assertThat(Files.isDirectory(aeron)).isTrue();
    }
    assertThat(Files.exists(aeron)).as("the driver's directory is left behind").isFalse();
  }

  private static RunDescription.Limits limits(long updates) {
    return new RunDescription.Limits(updates, 0, 0);
  }

  private static long total(RunResult result, Tally tally) {
    return result.progress().totals().get(tally);
  }
}
