package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.actor.LearnerEvent;
import dev.starling.actor.StateSource;
import dev.starling.learning.LearnerState;
import dev.starling.run.Checkpoints;
import dev.starling.run.RunDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learners that come back to a lane, before its clocks run and while they do. */
class LaneReturnTest {
  private static final RunDescription.Clock PACED =
      new RunDescription.Clock("paced", 50, 0, List.of(1.0));

  @TempDir private Path folder;

  @Test
  void shouldStartAtOnceFromTheNextPushWhereNothingWasSaved() throws Exception {
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(4, PACED, 200))) {
      rig.begin();
      rig.awaitOnEachLane(Tally.UPDATES, 20);
      rig.stop(1);
      assertThat(rig.stateOf(1)).as("of one that has left").isNull();
      assertThat(rig.comeBack(1, 1)).isEqualTo(started(1, StateSource.NEXT_PUSH, 0));
      rig.awaitMore(Tally.PUSHES_MIXED, 400);
      rig.awaitResumed(1);
      assertThat(rig.stateOf(1)).isEqualTo(LearnerState.RUNNING);
      ResumedLearner back = onlyOf(rig);
      assertThat(back.origin()).isEqualTo(ModelOrigin.PUSH);
      assertThat(back.giver()).as("whose push").isBetween(0, 3).isNotEqualTo(1);
      assertThat(back.incarnation()).isEqualTo(1);
      assertThat(back.accuracy())
          .as("with the model of a peer that has trained; a fresh one has 0.1")
          .isBetween(0.3, 1.0);
    }
  }

  @Test
  void shouldStartWithTheOthersOnANodeWhoseClocksDoNotRunYet() throws Exception {
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(2, PACED, 200))) {
      rig.seat();
      rig.stop(0);
      assertThat(rig.comeBack(0, 1)).isEqualTo(started(0, StateSource.NEXT_PUSH, 0));
      assertThat(rig.stateOf(0)).isEqualTo(LearnerState.CREATED);
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 20);
      assertThat(rig.stateOf(0)).isEqualTo(LearnerState.RUNNING);
    }
  }

  @Test
  void shouldGoOnFromWhatItHandedOver() throws Exception {
    RunDescription run = LaneRig.describe(4, PACED, 200).with(saved());
    try (LaneRig rig = new LaneRig(2, run)) {
      rig.begin();
      rig.awaitOnEachLane(Tally.UPDATES, 20);
      long handedOver = rig.stop(1);
      assertThat(rig.comeBack(1, 1)).isEqualTo(started(1, StateSource.CHECKPOINT, handedOver));
      assertThat(rig.stateOf(1)).isEqualTo(LearnerState.RUNNING);
      assertThat(onlyOf(rig))
          .isEqualTo(
              new ResumedLearner(
                  1,
                  1,
                  handedOver,
                  ModelOrigin.CHECKPOINT,
                  ResumedLearner.NOBODY,
                  onlyOf(rig).accuracy()));
      assertThat(onlyOf(rig).accuracy()).isBetween(0.3, 1.0);
      rig.stopClocks();
      assertThat(rig.totals().get(Tally.UPDATES))
          .as("the updates of one learner, counted once")
          .isEqualTo(rig.updatesOfThoseThere());
      assertThat(rig.unfit).isEmpty();
    }
  }

  @Test
  void shouldSayThatACheckpointIsDamagedAndUseTheOneBefore() throws Exception {
    RunDescription run = LaneRig.describe(2, PACED, 200).with(saved());
    try (LaneRig rig = new LaneRig(1, run)) {
      rig.begin();
      rig.awaitMore(Tally.CHECKPOINTS, 4);
      long handedOver = rig.stop(0);
      Path newest = rig.newestFile(0);
      byte[] bytes = Files.readAllBytes(newest);
      Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
      LearnerEvent.Started back = rig.comeBack(0, 1);
      assertThat(back.source()).isEqualTo(StateSource.CHECKPOINT);
      assertThat(back.updates()).isPositive().isLessThan(handedOver);
      assertThat(rig.unfit)
          .singleElement()
          .asString()
          .contains(newest.getFileName().toString())
          .contains("cut or grown");
    }
  }

  /** Those that began with the run are not among them. */
  private static ResumedLearner onlyOf(LaneRig rig) {
    assertThat(rig.resumed).hasSize(1);
    return rig.resumed.peek();
  }

  private Checkpoints saved() {
    return new Checkpoints(folder.toString(), 0.2);
  }

  private static LearnerEvent.Started started(int learner, StateSource source, long updates) {
    return new LearnerEvent.Started(LaneRig.RUN, learner, "node", 1, source, updates);
  }
}
