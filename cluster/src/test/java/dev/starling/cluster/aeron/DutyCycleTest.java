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
  private static final long CYCLE_NS = TimeUnit.MILLISECONDS.toNanos(10);
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
}
