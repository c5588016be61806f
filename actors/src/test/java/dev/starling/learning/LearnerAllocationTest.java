package dev.starling.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** At a million inputs a second there is no room for an object each. */
class LearnerAllocationTest {

  @Test
  void shouldAllocateNothingPerInput() {
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withPace(LearnerSettings.Pace.poisson(1))
            .withOptimizer(
                new LearnerSettings.Optimizer(StepSchedule.cosine(0.1, 0, 1L << 60), 0.9, 0.01))
            .withMixing(new MixingRule.StalenessWeighted())
            .withCapacity(CapacitySettings.Law.closedLoop(1));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (VirtualHost host =
        new VirtualHost(16, i -> settings, i -> new QuadraticTask(0, 1, 12), 0, 3)) {
      // All slots are in use after some hundred pushes, and the compiler is through.
      host.runUntil(500);
      int inputsBefore = host.inputs();
      long bytesBefore = threads.getCurrentThreadAllocatedBytes();
      host.runUntil(1000);
      long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
      int inputs = host.inputs() - inputsBefore;
      assertThat(inputs).isGreaterThan(30_000);
      assertThat((double) bytes / inputs).as("bytes per input").isLessThan(0.5);
    }
  }
}
