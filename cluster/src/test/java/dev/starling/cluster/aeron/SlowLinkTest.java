package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.learning.CarriedGossip;
import dev.starling.run.RunDescription;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A node whose link carries less than its learners ask for, on real lanes and a real driver. */
class SlowLinkTest {
  private static final int LEARNERS = 8;
  private static final RunDescription.Clock PACED =
      new RunDescription.Clock("paced", 20, 0, List.of(1.0));

  @Test
  void shouldHoldPushesBackAndClampTheRateOfAllAlike() throws Exception {
    // 8 learners at 200 pushes per second of some 3 kB ask for 5 MB per second.
    RunDescription.Faults slow = new RunDescription.Faults(0, "none", 0, "", 500_000);
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(LEARNERS, PACED, 200, slow))) {
      rig.begin();
      Totals totals = rig.awaitMore(Tally.PUSHES_SENT, 80 * LEARNERS);
      assertThat(totals.get(Tally.HELD_BY_EGRESS)).isPositive();
      assertThat(totals.get(Tally.PUSHES_BUSY)).isGreaterThan(totals.get(Tally.PUSHES_SENT));
      AtomicReference<CarriedGossip> carried = new AtomicReference<>(CarriedGossip.NONE);
      AtomicReference<Long> fewestSent = new AtomicReference<>(Long.MAX_VALUE);
      for (Lane lane : rig.lanes.all()) {
        LaneRig.await(
            lane.visit(
                learner -> {
                  carried.updateAndGet(sum -> sum.plus(learner));
                  fewestSent.updateAndGet(
                      least -> Math.min(least, learner.counters().pushesSent()));
                }));
      }
      assertThat(carried.get().clampedShare()).isEqualTo(1);
      assertThat(carried.get().rate()).isBetween(5.0, 60.0);
      assertThat(fewestSent.get()).as("of 80 on average, nobody is silenced").isGreaterThan(40);
    }
  }
}
