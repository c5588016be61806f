package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.run.RunDescription;
import dev.starling.wire.FrameFlyweight;
import dev.starling.wire.FrameWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Pushes that tests delay and double, by draws alone and on real lanes. */
class FaultyLinkTest {
  private static final int LEARNERS = 8;
  private static final RunDescription.Clock PACED =
      new RunDescription.Clock("paced", 20, 0, List.of(1.0));

  private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(1_024));
  private final FrameFlyweight frame = new FrameFlyweight();

  @Test
  void shouldDrawOneFateForEachPush() {
    InjectedFaults faults = faults(0.3, "uniform:0.01,0.03", 0.2, "");
    int lost = 0;
    int doubled = 0;
    double delayNs = 0;
    for (int sequence = 0; sequence < 20_000; sequence++) {
      wrap(3, 5, sequence);
      boolean isLost = faults.isLost(frame);
      boolean isDoubled = faults.isDoubled(frame);
      long heldNs = faults.delayNs(frame);
      lost += isLost ? 1 : 0;
      doubled += isDoubled ? 1 : 0;
      delayNs += heldNs;
      assertThat(heldNs).isBetween(10_000_000L, 30_000_000L);
      wrap(3, 5, sequence);
      assertThat(faults.isLost(frame)).isEqualTo(isLost);
      assertThat(faults.isDoubled(frame)).isEqualTo(isDoubled);
      assertThat(faults.delayNs(frame)).isEqualTo(heldNs);
    }
    assertThat(lost / 20_000.0).isCloseTo(0.3, within(0.015));
    assertThat(doubled / 20_000.0).isCloseTo(0.2, within(0.015));
    assertThat(delayNs / 20_000).isCloseTo(20e6, within(0.3e6));
  }

  @Test
  void shouldLeaveOtherLinksAlone() {
    InjectedFaults faults = faults(1, "fixed:1", 1, "3>5");
    wrap(3, 5, 1);
    assertThat(faults.isLost(frame)).isTrue();
    assertThat(faults.isDoubled(frame)).isTrue();
    assertThat(faults.delayNs(frame)).isEqualTo(1_000_000_000L);
    wrap(5, 3, 1);
    assertThat(faults.isLost(frame)).isFalse();
    assertThat(faults.isDoubled(frame)).isFalse();
    assertThat(faults.delayNs(frame)).isZero();
    assertThat(faults(0, "none", 0, "").hold()).isFalse();
  }

  @Test
  void shouldMixPushesThatComeLateAndRefuseTheirSecondCopies() throws Exception {
    RunDescription.Faults faults = new RunDescription.Faults(0, "fixed:0.02", 1, "", 0);
    try (LaneRig rig = new LaneRig(2, LaneRig.describe(LEARNERS, PACED, 20, faults))) {
      rig.begin();
      Totals totals = rig.awaitMore(Tally.PUSHES_MIXED, 20 * LEARNERS);
      assertThat(totals.get(Tally.FRAMES_HELD))
          .as("each frame is held twice")
          .isGreaterThanOrEqualTo(2 * totals.get(Tally.PUSHES_MIXED));
      assertThat(totals.get(Tally.DROPPED_MISFIT)).as("frames of second copies").isPositive();
      assertThat(totals.get(Tally.DROPPED_UNHELD)).isZero();
      assertThat(totals.get(Tally.DROPPED_MALFORMED)).isZero();
    }
  }

  private static InjectedFaults faults(double loss, String delay, double twice, String links) {
    return new InjectedFaults(
        LaneRig.describe(
            LEARNERS, PACED, 20, new RunDescription.Faults(loss, delay, twice, links, 0)));
  }

  private void wrap(int source, int target, long sequence) {
    FrameWriter writer = new FrameWriter();
    writer.push(1, source, target, sequence, 0, 0);
    int bytes = writer.encodeVersions(buffer, 0, new long[] {1}, 0, 1);
    frame.wrap(buffer, 0, bytes, 0, 1);
  }
}
