package dev.starling.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.run.RunAssembly;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SynchronousAveragingTest {
  private static final int LEARNERS = 4;
  private static final long UPDATES = 40;

  @Test
  void shouldSendAsManyBytesAsGossipAndEndInOneModel() {
    // An all-reduce sends 2·3/4 models per learner: 3 mini-batches at λ/r = 3, τ = 6 are as many.
    SynchronousAveraging rounds = new SynchronousAveraging(assembly(3));
    double[] losses = rounds.train(UPDATES);
    int parameters = 2;
    double gossip = LEARNERS * 3.0 * UPDATES * parameters * Float.BYTES;
    assertThat(rounds.bytes()).isCloseTo(gossip, within(1e-9));
    // 240 mini-batches are 80 rounds, so the last one ends with the mean.
    assertThat(Arrays.stream(losses).distinct().count()).isEqualTo(1);
    // At the pooled optimum 0 the loss of the targets −1 and 1 is 1/2.
    assertThat(losses[0]).isCloseTo(0.5, within(1e-6));
  }

  private static RunAssembly assembly(double gossipRate) {
    RunConfig config =
        RunConfig.load(
            Optional.empty(),
            List.of(
                "run.learners=" + LEARNERS,
                "run.model=linear",
                "run.updates=" + UPDATES,
                "data.source=synthetic:two-means?samples=100",
                "data.split=ranges",
                "steps.tau=6",
                "steps.size=0.1",
                "steps.schedule=constant",
                "clock.kind=paced",
                "clock.update-rate=1",
                "gossip.capacity=fixed",
                "gossip.rate=" + gossipRate));
    return RunAssembly.open(config.describe("rounds"));
  }
}
