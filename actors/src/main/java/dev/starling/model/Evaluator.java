package dev.starling.model;

import dev.starling.data.DataSet;
import dev.starling.params.ParameterVector;

/**
 * Evaluates a model by its predictions alone, so that every model is judged by the same rule. The
 * class of highest probability is the answer, the lower one on a tie; a probability of NaN is a
 * wrong answer. A probability of 0 costs as much as the smallest normal float: 87.3 nats.
 */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Looks at every sample of {@code data}, a batch at a time.
   *
   * @param batch is overwritten; the larger, the faster
   */
  public static Evaluation evaluate(Model model, ParameterVector theta, DataSet data, Batch batch) {
    float[] outputs = new float[Math.multiplyExact(batch.capacity(), model.outputs())];
    double loss = 0;
    int right = 0;
    for (int first = 0; first < data.size(); first += batch.rows()) {
      batch.clear();
      batch.addRange(data, first, Math.min(batch.capacity(), data.size() - first));
      model.predict(theta, batch, outputs);
      loss += lossOf(model, batch, outputs);
      right += model.classifies() ? rightAnswers(batch, outputs, model.outputs()) : 0;
    }
    double accuracy = model.classifies() ? (double) right / data.size() : Double.NaN;
    return new Evaluation(loss / data.size(), accuracy, data.size());
  }

  private static double lossOf(Model model, Batch batch, float[] outputs) {
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      sum +=
          model.classifies()
              ? surprise(outputs, row, model.outputs(), batch.label(row))
              : halfSquare(outputs[row] - batch.target(row));
    }
    return sum;
  }

  private static double surprise(float[] outputs, int row, int width, int label) {
    float probability;
    if (width == 1) {
      probability = label == 1 ? outputs[row] : 1 - outputs[row];
    } else {
      probability = outputs[row * width + label];
    }
    return -StrictMath.log(Math.max(probability, Float.MIN_NORMAL));
  }

  private static double halfSquare(double error) {
    return 0.5 * error * error;
  }

  private static int rightAnswers(Batch batch, float[] outputs, int width) {
    int right = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int label = batch.label(row);
      boolean told =
          width == 1 ? isTold(outputs[row], label) : isHighest(outputs, row * width, width, label);
      right += told ? 1 : 0;
    }
    return right;
  }

  private static boolean isTold(float probabilityOfOne, int label) {
    return label == 1 ? probabilityOfOne >= 0.5f : probabilityOfOne < 0.5f;
  }

  private static boolean isHighest(float[] outputs, int from, int width, int label) {
    float own = outputs[from + label];
    for (int i = 0; i < label; i++) {
      if (!(own > outputs[from + i])) {
        return false;
      }
    }
    for (int i = label + 1; i < width; i++) {
      if (!(own >= outputs[from + i])) {
        return false;
      }
    }
    return true;
  }
}
