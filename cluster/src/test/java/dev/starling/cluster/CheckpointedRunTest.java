package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Tally;
import dev.starling.learning.Version;
import dev.starling.params.ParameterVector;
import dev.starling.run.Checkpoints;
import dev.starling.run.RunDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real node whose learners are saved on a real disk, and that go on after an end. */
class CheckpointedRunTest {
  private static final int LEARNERS = 5;
  private static final long UPDATES = 150;

  @TempDir private Path folder;

  @Test
  void shouldGoOnFromWhatWasOnDiskWhenEverythingEndedAtOnce() {
    RunDescription first = run("part", UPDATES, new Checkpoints(folder + "/running", 0.2));
    Path atTheEnd = folder.resolve("as-it-was");
    double seconds;
    try (ClusterNode node = TestRun.startNode(2)) {
      TestRun part = new TestRun();
      node.submit(first, part.events::add);
      RunProgress progress = part.awaitUpdates(UPDATES / 2);
      // What a kill would have left: each file whole, each of another moment.
      copy(folder.resolve("running"), atTheEnd);
      seconds = progress.elapsedSeconds();
      node.endRun("part");
      part.awaitEnd();
    }
    Checkpoints resumed = first.checkpoints().in(atTheEnd.toString()).resumed(1, seconds);
    try (ClusterNode node = TestRun.startNode(1)) {
      TestRun part = new TestRun();
      node.submit(first.with(resumed), part.events::add);
      RunProgress progress = part.awaitUpdates(1);
      assertThat(progress.updatesMin()).as("updates that came along").isGreaterThan(10);
      assertThat(progress.elapsedSeconds()).isGreaterThan(seconds);
      RunResult result = TestRun.resultOf(part.awaitEnd());
      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(result.test()).extracting(LearnerScore::updates).containsOnly(UPDATES);
      assertThat(total(result, Tally.UPDATES)).isEqualTo(UPDATES * LEARNERS);
      assertThat(total(result, Tally.STEPS)).isEqualTo(UPDATES * LEARNERS);
      requireNobodyAheadOfItsOrigin(node);
    }
    assertThat(ParameterVector.liveBytes()).isZero();
  }

  @Test
  void shouldSaveEverybodyWhenARunIsStoppedEarly() {
    RunDescription first = run("stopped", 100_000, new Checkpoints(folder.toString(), 3_600));
    Map<Integer, Long> made = new HashMap<>();
    try (ClusterNode node = TestRun.startNode(2)) {
      TestRun part = new TestRun();
      node.submit(first, part.events::add);
      part.awaitUpdates(20);
      node.endRun("stopped");
      RunResult result = TestRun.resultOf(part.awaitEnd());
      result.test().forEach(score -> made.put(score.learner(), score.updates()));
      assertThat(total(result, Tally.CHECKPOINTS)).isBetween((long) LEARNERS, 2L * LEARNERS);
      // The node has not forgotten the learners of the first part.
      part = new TestRun();
      node.submit(first.with(first.checkpoints().resumed(1, 1)), part.events::add);
      assertThat(part.awaitUpdates(1).updatesMin())
          .isGreaterThanOrEqualTo(
              made.values().stream().mapToLong(Long::longValue).min().orElse(0));
      node.endRun("stopped");
      RunResult second = TestRun.resultOf(part.awaitEnd());
      assertThat(second.test())
          .allSatisfy(
              score ->
                  assertThat(score.updates()).isGreaterThanOrEqualTo(made.get(score.learner())));
    }
  }

  @Test
  void shouldGoOnWithoutCheckpointsWhereThereIsNoDirectory() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file, no directory");
    RunDescription run = run("refused", 60, new Checkpoints(taken.toString(), 0.1));
    try (ClusterNode node = TestRun.startNode(1)) {
      RunResult result = TestRun.resultOf(new TestRun().run(node, run));
      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(total(result, Tally.CHECKPOINTS)).isPositive();
      assertThat(total(result, Tally.CHECKPOINTS_FAILED)).isPositive();
    }
  }

  @Test
  void shouldGoOnWhereTheDiskIsFull() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=16k", "starling-test", small.toString()),
        "a file system of 16 KiB can be mounted");
    try (ClusterNode node = TestRun.startNode(1)) {
      RunDescription run = run("full", 60, new Checkpoints(small.toString(), 0.1));
      RunResult result = TestRun.resultOf(new TestRun().run(node, run));
      assertThat(result.end()).isEqualTo(RunResult.End.UPDATES);
      assertThat(total(result, Tally.CHECKPOINTS_FAILED)).isPositive();
    } finally {
      assertThat(succeeds("umount", small.toString())).isTrue();
    }
  }

  private static RunDescription run(String id, long updates, Checkpoints checkpoints) {
    return TestRun.describe(
            id, LEARNERS, "digits", new RunDescription.Limits(updates, 0, 0), TestRun.paced(50))
        .with(checkpoints);
  }

  private static void requireNobodyAheadOfItsOrigin(ClusterNode node) {
    long[] own = new long[LEARNERS];
    Map<Integer, long[]> known = new HashMap<>();
    node.readLearners(
        learner -> {
          own[learner.id()] = learner.versions().own();
          long[] versions = new long[LEARNERS];
          for (int k = 0; k < LEARNERS; k++) {
            versions[k] = learner.versions().of(k);
          }
          synchronized (known) {
            known.put(learner.id(), versions);
          }
        });
    assertThat(known).hasSize(LEARNERS);
    known.forEach(
        (holder, versions) -> {
          for (int k = 0; k < LEARNERS; k++) {
            assertThat(versions[k]).as("learner %d of %d", holder, k).isLessThanOrEqualTo(own[k]);
            assertThat(Version.incarnation(own[k])).isEqualTo(1 << 12);
          }
        });
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from.resolve("part"))) {
      Path target = Files.createDirectories(to.resolve("part"));
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".checkpoint")) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static long total(RunResult result, Tally tally) {
    return result.progress().totals().get(tally);
  }
}
