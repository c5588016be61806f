package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.actor.LearnerEvent;
import dev.starling.actor.StateSource;
import dev.starling.learning.LearnerState;
import dev.starling.run.RunDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learners that come back to a lane, before its clocks run and while they do. */
class LaneReturnTest {
  private static final RunDescription.Clock PACED =
      new RunDescription.Clock("paced", 50, 0, List.of(1.0));

  @Test
  void shouldStartAtOnceFromTheNextPushWhereNothingWasSaved() throws Exception {
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(4, PACED, 200))) {
      rig.begin();
      rig.awaitMore(Tally.UPDATES, 40);
      rig.stop(1);
      assertThat(rig.stateOf(1)).as("of one that has left").isNull();
      assertThat(rig.comeBack(1, 1)).isEqualTo(started(1, StateSource.NEXT_PUSH));
      rig.awaitMore(Tally.PUSHES_MIXED, 400);
      assertThat(rig.stateOf(1)).isEqualTo(LearnerState.RUNNING);
    }
  }

  @Test
  void shouldStartWithTheOthersOnANodeWhoseClocksDoNotRunYet() throws Exception {
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(2, PACED, 200))) {
      rig.seat();
      rig.stop(0);
      assertThat(rig.comeBack(0, 1)).isEqualTo(started(0, StateSource.NEXT_PUSH));
      assertThat(rig.stateOf(0)).isEqualTo(LearnerState.CREATED);
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 20);
      assertThat(rig.stateOf(0)).isEqualTo(LearnerState.RUNNING);
    }
  }

  private static LearnerEvent.Started started(int learner, StateSource source) {
    return new LearnerEvent.Started(LaneRig.RUN, learner, "node", source, 0);
  }
}
