package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.starling.data.DataSet;
import org.junit.jupiter.api.Test;

/** Losses and derivatives in closed form. */
final class LossTest {

  @Test
  void shouldCostTheLogarithmOfTheClassesWhenTheSoftmaxKnowsNothing() {
    float[] deltas = new float[20];
    double loss = lossOf(Loss.SOFTMAX, 10, new float[20], new float[] {3, 0}, deltas);
    assertThat(loss).as("ln 10").isCloseTo(2.302585, within(1e-6));
    assertThat(deltas[0]).as("p/rows").isCloseTo(0.05f, within(1e-7f));
    assertThat(deltas[3]).as("(p-1)/rows").isCloseTo(-0.45f, within(1e-7f));
    assertThat(deltas[10]).isCloseTo(-0.45f, within(1e-7f));
  }

  @Test
  void shouldNotOverflowOnLargeOutputs() {
    float[] deltas = new float[3];
    double softmax = lossOf(Loss.SOFTMAX, 3, new float[] {1000, 0, 0}, new float[] {1}, deltas);
    assertThat(softmax).isEqualTo(1000);
    assertThat(deltas).containsExactly(1, -1, 0);
    assertThat(lossOf(Loss.LOGISTIC, 1, new float[] {1000}, new float[] {0}, deltas))
        .isEqualTo(1000);
    assertThat(deltas[0]).isEqualTo(1);
    assertThat(lossOf(Loss.LOGISTIC, 1, new float[] {-1000}, new float[] {0}, deltas)).isZero();
  }

  @Test
  void shouldCostLogTwoWhenTheLogisticModelKnowsNothing() {
    float[] deltas = new float[2];
    double loss = lossOf(Loss.LOGISTIC, 1, new float[2], new float[] {0, 1}, deltas);
    assertThat(loss).as("ln 2").isCloseTo(0.693147, within(1e-6));
    assertThat(deltas).containsExactly(0.25f, -0.25f);
  }

  @Test
  void shouldTakeHalfTheMeanSquare() {
    float[] deltas = new float[2];
    double loss = lossOf(Loss.SQUARED, 1, new float[] {3, 1}, new float[] {1, 1}, deltas);
    assertThat(loss).as("½(2²+0²)/2").isEqualTo(1);
    assertThat(deltas).containsExactly(1, 0);
  }

  @Test
  void shouldPredictProbabilities() {
    float[] softmax = {0, 0, Float.NEGATIVE_INFINITY, 100};
    Loss.SOFTMAX.toPredictions(softmax, 2, 2);
    assertThat(softmax).containsExactly(0.5f, 0.5f, 0, 1);
    float[] logistic = {0, 1000, -1000};
    Loss.LOGISTIC.toPredictions(logistic, 1, 3);
    assertThat(logistic).containsExactly(0.5f, 1, 0);
  }

  @Test
  void shouldShowDivergenceAsALossThatIsNotFinite() {
    float[] deltas = new float[2];
    float[] nan = {Float.NaN, 0};
    assertThat(lossOf(Loss.SOFTMAX, 2, nan, new float[] {1}, deltas)).isNaN();
    assertThat(lossOf(Loss.LOGISTIC, 1, nan, new float[] {1}, deltas)).isNaN();
    assertThat(lossOf(Loss.SQUARED, 1, nan, new float[] {1}, deltas)).isNaN();
    float[] infinite = {Float.POSITIVE_INFINITY, 0};
    assertThat(lossOf(Loss.SOFTMAX, 2, infinite, new float[] {1}, deltas)).isNaN();
  }

  @Test
  void shouldRefuseTargetsThatItDoesNotKnow() {
    assertThatThrownBy(() -> lossOf(Loss.SOFTMAX, 2, new float[2], new float[] {2}, new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model knows classes 0 to 1, found 2");
    assertThatThrownBy(
            () -> lossOf(Loss.LOGISTIC, 1, new float[1], new float[] {0.5f}, new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model logistic needs targets 0 and 1, found 0.5");
  }

  private static double lossOf(
      Loss loss, int width, float[] outputs, float[] targets, float[] deltas) {
    DataSet data = new DataSet("targets", 1, 0, new float[targets.length], targets);
    try (Batch batch = Batch.allocate(targets.length, 1)) {
      batch.addRange(data, 0, targets.length);
      return loss.lossAndDeltas(outputs, width, batch, deltas);
    }
  }
}
