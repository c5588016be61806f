package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerActivity;
import dev.starling.learning.LinkTable;
import dev.starling.params.ParameterView;
import dev.starling.run.RunDescription;
import java.util.List;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.Test;

/** What lanes tell of the time before their clocks start and after these have stopped. */
class LaneStopTest {
  private static final int LEARNERS = 4;
  private static final RunDescription.Clock PACED =
      new RunDescription.Clock("paced", 200, 0, List.of(1.0));

  /** All that a lane can do with its time. */
  private static final List<Tally> SPENT =
      List.of(
          Tally.STEP_NS,
          Tally.POLL_NS,
          Tally.SEND_NS,
          Tally.EVALUATION_NS,
          Tally.CHECKPOINT_NS,
          Tally.DRIVER_NS,
          Tally.CHORES_NS,
          Tally.HELD_BACK_NS,
          Tally.IDLE_NS);

  @Test
  void shouldNotCountTheTimeAfterTheStop() throws Exception {
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(LEARNERS, PACED, 100))) {
      rig.begin();
      rig.awaitMore(Tally.UPDATES, 20);
      rig.stopClocks();
      List<LearnerActivity> stopped = activities(rig);
      for (int asked = 0; asked < 100; asked++) {
        LaneRig.await(rig.lanes.all().get(0).quietNs());
      }
      List<LearnerActivity> later = activities(rig);
      assertThat(later).hasSize(LEARNERS);
      for (int learner = 0; learner < LEARNERS; learner++) {
        assertThat(stopped.get(learner).seconds()).isPositive();
        assertThat(later.get(learner).seconds()).isEqualTo(stopped.get(learner).seconds());
        assertThat(later.get(learner).laneBusy()).isEqualTo(stopped.get(learner).laneBusy());
        assertThat(later.get(learner).expectedUpdates())
            .isEqualTo(stopped.get(learner).expectedUpdates());
      }
    }
  }

  @Test
  void shouldCountEachMomentBetweenStartAndStopOnce() throws Exception {
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(LEARNERS, PACED, 100))) {
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 20);
      // While its code is new a slow machine has no time to spare.
      rig.awaitMore(Tally.IDLE_NS, 1);
      rig.stopClocks();
      Totals totals = rig.totals();
      assertThat(SPENT.stream().mapToLong(totals::get).sum())
          .isEqualTo(totals.get(Tally.LANE_NS))
          .isPositive();
      assertThat(totals.get(Tally.IDLE_NS)).as("paced learners leave time").isPositive();
    }
  }

  @Test
  void shouldTakeWhatIsHeardBeforeTheStartForHeardAtTheStart() throws Exception {
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(LEARNERS, PACED, 100))) {
      rig.seat();
      rig.run.beginMeasuring(SystemNanoClock.INSTANCE.nanoTime());
      Lane started = rig.lanes.all().get(0);
      Lane waiting = rig.lanes.all().get(1);
      LaneRig.await(started.begin());
      while (LaneRig.await(waiting.snapshot()).totals().get(Tally.PUSHES_MIXED) == 0) {
        assertThat(rig.fault.get()).as("a lane broke").isNull();
        Thread.onSpinWait();
      }
      LinkTable table = LaneRig.await(waiting.links());
      assertThat(table.rows())
          .filteredOn(link -> link.target() % 2 == 1 && link.mixed() > 0)
          .isNotEmpty()
          .allSatisfy(link -> assertThat(link.lastHeardSeconds()).isZero());
    }
  }

  @Test
  void shouldCountThePushThatIsHalfThereWhenItsLearnerLeaves() throws Exception {
    try (LaneRig rig = new LaneRig(1, LaneRig.describe(LEARNERS, PACED, 100))) {
      rig.seat();
      LaneRig.await(rig.lanes.all().get(0).visit(LaneStopTest::sendHalfAPush));
      assertThat(rig.totals().get(Tally.PUSHES_PARTIAL)).isZero();
      rig.stop(1);
      assertThat(rig.totals().get(Tally.PUSHES_PARTIAL)).isEqualTo(1);
    }
  }

  private static void sendHalfAPush(Learner learner) {
    if (learner.id() == 1) {
      learner.onFrame(new FirstFrame(), 0, null);
    }
  }

  private static List<LearnerActivity> activities(LaneRig rig) throws Exception {
    return LaneRig.await(rig.lanes.all().get(0).snapshot()).activities();
  }

  /** Versions from learner 0 to learner 1, after which parameters would follow. */
  private static final class FirstFrame implements FrameView {
    @Override
    public int session() {
      return 1;
    }

    @Override
    public int source() {
      return 0;
    }

    @Override
    public int target() {
      return 1;
    }

    @Override
    public long pushSequence() {
      return 1;
    }

    @Override
    public long sourceVersion() {
      return 0;
    }

    @Override
    public double capacityTrim() {
      return 0;
    }

    @Override
    public boolean carriesVersions() {
      return true;
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int length() {
      return LEARNERS;
    }

    @Override
    public long version(int index) {
      return 0;
    }

    @Override
    public ParameterView parameters() {
      throw new IllegalStateException("a frame of versions");
    }
  }
}
