package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.starling.data.DataSet;
import dev.starling.params.ParameterVector;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {

  @Test
  void shouldCountRightAnswersAndMeanSurprise() {
    float[] probabilities = {0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.25f, 0.5f, 0.25f, 0.25f};
    Evaluation evaluation = evaluate(3, probabilities, new float[] {0, 1, 2}, 3, 2);
    assertThat(evaluation.accuracy()).isEqualTo(2.0 / 3);
    assertThat(evaluation.loss()).as("(1+1+2)·ln 2 / 3").isCloseTo(0.924196, within(1e-6));
    assertThat(evaluation.samples()).isEqualTo(3);
  }

  @Test
  void shouldAnswerTheLowerClassOnATieAndNothingOnNaN() {
    float[] ties = {0.5f, 0.5f, 0.5f, 0.5f};
    assertThat(evaluate(2, ties, new float[] {0, 1}, 2, 2).accuracy()).isEqualTo(0.5);
    DataSet data = new DataSet("nan", 2, 2, new float[4], new float[] {0, 1});
    Evaluation diverged = evaluate(new NanModel(), data, 2);
    assertThat(diverged.accuracy()).isZero();
    assertThat(diverged.loss()).isNaN();
  }

  @Test
  void shouldReadASingleOutputAsTheProbabilityOfClassOne() {
    Evaluation evaluation =
        evaluate(1, new float[] {0.75f, 0.75f, 0.25f, 0.5f}, new float[] {1, 0, 0, 1}, 2, 3);
    assertThat(evaluation.accuracy()).isEqualTo(0.75);
    assertThat(evaluation.loss())
        .as("(2·ln(4/3) + ln 4 + ln 2)/4")
        .isCloseTo(0.663701, within(1e-6));
  }

  @Test
  void shouldCapTheSurpriseOfTheImpossible() {
    Evaluation evaluation = evaluate(2, new float[] {1, 0}, new float[] {1}, 2, 1);
    assertThat(evaluation.loss()).as("126·ln 2").isCloseTo(87.3365, within(1e-3));
  }

  @Test
  void shouldReportHalfTheSquareAndNoAccuracyForRegression() {
    DataSet data = new DataSet("numbers", 1, 0, new float[] {1, 2, 3}, new float[] {1, 4, 3});
    Evaluation evaluation = evaluate(new FakeModel(1, false), data, 2);
    assertThat(evaluation.loss()).as("½·2²/3").isCloseTo(2.0 / 3, within(1e-12));
    assertThat(evaluation.accuracy()).isNaN();
  }

  private static Evaluation evaluate(
      int outputs, float[] predictions, float[] labels, int classes, int batchSize) {
    DataSet data = new DataSet("fixed", outputs, classes, predictions, labels);
    return evaluate(new FakeModel(outputs, true), data, batchSize);
  }

  private static Evaluation evaluate(Model model, DataSet data, int batchSize) {
    try (ParameterVector theta = ParameterVector.allocate(model.parameters());
        Batch batch = Batch.allocate(batchSize, data.features())) {
      return Evaluator.evaluate(model, theta, data, batch);
    }
  }
}
