package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.run.RunDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Learners come and go on real lanes, over a real driver, while frames for them are under way. */
class LaneChurnTest {
  private static final int LEARNERS = 6;
  private static final int LANES = 2;
  private static final int RESTARTS = 1_000;
  private static final long SEED = 20261120;
  private static final RunDescription.Clock NATURAL =
      new RunDescription.Clock("natural", 20, 0, List.of(1.0));

  @Test
  void shouldOutliveAThousandRestartsWhileFramesArrive() throws Exception {
    try (LaneRig rig = new LaneRig(LANES, LaneRig.describe(LEARNERS, NATURAL, 2_000))) {
      rig.begin();
      RandomStream victims = RandomStream.named(SEED, "victims", 0);
      for (int restart = 1; restart <= RESTARTS; restart++) {
        rig.restart(victims.nextInt(LEARNERS), restart);
      }
      Totals totals = rig.totals();
      assertThat(rig.fault.get()).as("a lane broke, seed %d", SEED).isNull();
      assertThat(totals.get(Tally.DROPPED_ABSENT))
          .as("frames that arrived while their learner was away, seed %d", SEED)
          .isPositive();
      assertThat(totals.get(Tally.DROPPED_MALFORMED)).isZero();
      assertThat(totals.get(Tally.DROPPED_INSANE)).isZero();
      assertThat(totals.get(Tally.PUSHES_MIXED)).isPositive();
      for (int learner = 0; learner < LEARNERS; learner++) {
        rig.stop(learner);
      }
      assertThat(ParameterVector.liveBytes())
          .as("bytes of θ of learners that have left, beside the lanes' workspaces")
          .isEqualTo(workspaceBytes(rig.run));
    }
    assertThat(ParameterVector.liveBytes()).isZero();
  }

  private static long workspaceBytes(PreparedRun run) {
    long before = ParameterVector.liveBytes();
    try (var workspace = run.assembly().newWorkspace()) {
      assertThat(workspace.parameters()).isPositive();
      return LANES * (ParameterVector.liveBytes() - before);
    }
  }
}
