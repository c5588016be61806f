package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.run.RunDescription;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DutyCycleTest {
  private static final RunDescription.Clock SLOW =
      new RunDescription.Clock("paced", 1, 0, List.of(1.0));
  private static final int MAX_CYCLES = 1_000;
  private static final int QUIET_CYCLES = 20;
  private static final long CYCLE_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

  @Test
  void shouldNotTakeAPauseOfTheMachineForAQuietStream() {
    try (FuzzedLane lane = new FuzzedLane(LaneRig.describe(2, SLOW, 100))) {
      lane.seat();
      DutyCycle duty = lane.newDutyCycle();
      AtomicLong quietNs = new AtomicLong();
      long received = 0;
      for (int cycle = 0; received == 0; cycle++) {
        assertThat(cycle).as("cycles without a frame").isLessThan(MAX_CYCLES);
        lane.pass(CYCLE_NS);
        duty.add(
            () -> {
              lane.pass(PAUSE_NS);
              quietNs.set(duty.quietNs());
            });
        lane.cycle(duty);
        received = lane.totals().get(Tally.FRAMES_RECEIVED);
      }
      assertThat(quietNs).as("after frames have come").hasValue(0);
    }
  }

  @Test
  void shouldCountTheTimeInWhichItLooksAndFindsNothing() {
    try (FuzzedLane lane = new FuzzedLane(LaneRig.describe(2, SLOW, 100))) {
      lane.seat();
      DutyCycle duty = lane.newDutyCycle();
      long received = 0;
      int quiet = 0;
      for (int cycle = 0; quiet < QUIET_CYCLES; cycle++) {
        assertThat(cycle).as("cycles with frames").isLessThan(MAX_CYCLES);
        lane.pass(LOOK_NS);
        lane.cycle(duty);
        long before = received;
        received = lane.totals().get(Tally.FRAMES_RECEIVED);
        quiet = received > before ? 0 : quiet + 1;
      }
      assertThat(duty.quietNs()).isEqualTo(QUIET_CYCLES * LOOK_NS);
    }
  }

  @Test
  void shouldNotTakeAPauseBeforeALookForAQuietStream() {
    try (FuzzedLane lane = new FuzzedLane(LaneRig.describe(2, SLOW, 100))) {
      lane.seat();
      DutyCycle duty = lane.newDutyCycle();
      lane.cycle(duty);
      long beforeNs = duty.quietNs();
      lane.pass(PAUSE_NS);
      lane.cycle(duty);
      assertThat(duty.quietNs() - beforeNs).isLessThan(PAUSE_NS / 100);
    }
  }
}
