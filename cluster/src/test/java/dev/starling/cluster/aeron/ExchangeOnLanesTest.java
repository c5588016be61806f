package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.learning.ExchangeCounters;
import dev.starling.learning.Learner;
import dev.starling.run.RunDescription;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * The difference exchange between learners that do not learn, over a real driver: two lanes whose
 * frames cross as the machine will have it.
 */
class ExchangeOnLanesTest {
  /** Leaves no trace in a parameter. */
  private static final double NO_STEP = 1e-30;

  private static final RunDescription.Clock SLOW =
      new RunDescription.Clock("paced", 2, 0, List.of(1.0));

  @Test
  void shouldEndAtTheMeanOfTheModelsThatItBeganWith() throws Exception {
    int n = 16;
    try (LaneRig rig = new LaneRig(2, exchanges(n, 500))) {
      rig.seat();
      double[] before = Models.of(rig).mean();
      rig.begin();
      // Each exchange takes 1/(n−1) of the disagreement: e⁻⁶⁰ of it is left.
      rig.awaitOnEachLane(Tally.PUSHES_MIXED, 60L * n);
      rig.stopClocks();
      Models after = Models.of(rig);
      assertThat(after.disagreement()).isLessThan(1e-9);
      double[] mean = after.mean();
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).as("parameter %d", i).isCloseTo(before[i], within(3e-7));
      }
    }
  }

  @Test
  void shouldPullModelsTogetherAtTheExactRate() throws Exception {
    // κ = λn/(n−1), whatever λ the machine reaches: E V falls by e per n−1 exchanges.
    int n = 64;
    try (LaneRig rig = new LaneRig(2, exchanges(n, 20))) {
      rig.seat();
      Models before = Models.of(rig);
      rig.begin();
      rig.awaitMore(Tally.PUSHES_MIXED, 2L * 16 * n);
      Models after = Models.of(rig);
      double exchanges = after.exchanges - before.exchanges;
      double decay = StrictMath.log(before.disagreement() / after.disagreement()) / exchanges;
      assertThat(decay * (n - 1))
          .as("κ(n−1)/(λn) over %.0f exchanges", exchanges)
          .isCloseTo(1, Percentage.withPercentage(12));
    }
  }

  private static RunDescription exchanges(int learners, double rate) {
    RunDescription pushes = LaneRig.describe(learners, SLOW, rate);
    return new RunDescription(
        pushes.id(),
        pushes.seed(),
        learners,
        pushes.data(),
        "mlp:8",
        pushes.topology(),
        false,
        pushes.limits(),
        new RunDescription.Steps(1, 1, NO_STEP, "constant", 0, 0, false, true),
        pushes.clock(),
        new RunDescription.Gossip("exchange", "fixed", rate, 1, false, 0.01, "uniform", 0.5),
        pushes.versions(),
        pushes.divergence(),
        pushes.measuring(),
        pushes.faults());
  }

  /** Every learner's model at one moment, as near as lanes that run on can be asked for it. */
  private static final class Models {
    final List<float[]> all = new ArrayList<>();
    long exchanges;

    static Models of(LaneRig rig) throws Exception {
      Models models = new Models();
      for (Lane lane : rig.lanes.all()) {
        LaneRig.await(lane.visit(models::add));
      }
      return models;
    }

    private void add(Learner learner) {
      all.add(learner.parameters().toArray());
      ExchangeCounters counters = learner.counters().exchanges();
      exchanges += counters.completed();
    }

    double[] mean() {
      double[] mean = new double[all.get(0).length];
      for (float[] model : all) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += (double) model[i] / all.size();
        }
      }
      return mean;
    }

    /** V: the sum over models of the squared distance to the mean. */
    double disagreement() {
      double[] mean = mean();
      double sum = 0;
      for (float[] model : all) {
        for (int i = 0; i < mean.length; i++) {
          sum += (model[i] - mean[i]) * (model[i] - mean[i]);
        }
      }
      return sum;
    }
  }
}
