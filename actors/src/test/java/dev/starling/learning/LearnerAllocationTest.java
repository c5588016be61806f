package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** At a million inputs a second there is no room for an object each. */
class LearnerAllocationTest {
  private static final double NONE = 0.5;
  private static final int MAX_WINDOWS = 40;
  private static final double WINDOW = 250;

  private static final LearnerSettings SETTINGS =
      LearnerSettings.defaults()
          .withPace(LearnerSettings.Pace.poisson(1))
          .withOptimizer(
              new LearnerSettings.Optimizer(StepSchedule.cosine(0.1, 0, 1L << 60), 0.9, 0.01))
          .withMixing(new MixingRule.StalenessWeighted())
          .withCapacity(CapacitySettings.Law.closedLoop(1));

  @Test
  void shouldAllocateNothingPerInput() {
    assertThat(bytesPerInput(SETTINGS)).as("bytes per input").isLessThan(NONE);
  }

  @Test
  void shouldAllocateNothingPerInputOfAnExchange() {
    LearnerSettings settings =
        SETTINGS.withMixing(MixingRule.half()).withGossip(LearnerSettings.Gossip.EXCHANGE);
    assertThat(bytesPerInput(settings)).as("bytes per input").isLessThan(NONE);
  }

  private static double bytesPerInput(LearnerSettings settings) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (VirtualHost host =
        new VirtualHost(16, i -> settings, i -> new QuadraticTask(0, 1, 12), 0, 3)) {
      double least = Double.POSITIVE_INFINITY;
      // What the compiler has not come to yet allocates: the steady state is the best window.
      for (int window = 1; window <= MAX_WINDOWS && least >= NONE; window++) {
        int inputsBefore = host.inputs();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        host.runUntil(window * WINDOW);
        long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        int inputs = host.inputs() - inputsBefore;
        assertThat(inputs).isGreaterThan(10_000);
        least = Math.min(least, (double) bytes / inputs);
      }
      return least;
    }
  }
}
