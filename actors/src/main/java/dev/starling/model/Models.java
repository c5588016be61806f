package dev.starling.model;

import dev.starling.data.NearestName;
import java.util.List;

/** The models that can be named in a run; the package's page lists them. */
public final class Models {
  private static final List<String> KINDS =
      List.of("linear", "logistic", "softmax", "mlp", "class");

  private static final int[] NONE = {};

  private Models() {}

  /**
   * Reads a model's name, such as {@code softmax}, {@code mlp:100,50:tanh} or {@code
   * class:com.example.MyModel}.
   *
   * @throws IllegalArgumentException when there is no such model, in one line
   */
  public static ModelSpec parse(String spec) {
    int colon = spec.indexOf(':');
    String kind = colon < 0 ? spec : spec.substring(0, colon);
    String rest = colon < 0 ? "" : spec.substring(colon + 1);
    return switch (kind) {
      case "mlp" -> MlpSpec.parse(rest);
      case "class" -> UserModelSpec.load(rest);
      default -> withoutOptions(spec);
    };
  }

  private static ModelSpec withoutOptions(String spec) {
    return switch (spec) {
      case "linear" -> Models::linear;
      case "logistic" -> Models::logistic;
      case "softmax" -> Models::softmax;
      default ->
          throw new IllegalArgumentException(
              "no model is called '"
                  + spec
                  + "'"
                  + NearestName.question(spec.split(":", 2)[0], KINDS)
                  + "; there are linear, logistic, softmax, mlp:WIDTH[,WIDTH…][:relu|:tanh] and"
                  + " class:NAME");
    };
  }

  private static Model linear(int features, int classes, int maxBatch) {
    if (classes != 0) {
      throw new IllegalArgumentException(
          "the model linear predicts a number, the data have "
              + classes
              + " classes; use softmax or mlp");
    }
    return single(features, 1, Loss.SQUARED, maxBatch);
  }

  private static Model logistic(int features, int classes, int maxBatch) {
    if (classes != 0 && classes != 2) {
      throw new IllegalArgumentException(
          "the model logistic tells 2 classes apart, the data have " + classes + "; use softmax");
    }
    return single(features, 1, Loss.LOGISTIC, maxBatch);
  }

  private static Model softmax(int features, int classes, int maxBatch) {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "the model softmax tells classes apart, the data have a number as their target;"
              + " use linear or mlp");
    }
    return single(features, classes, Loss.SOFTMAX, maxBatch);
  }

  private static Model single(int features, int outputs, Loss loss, int maxBatch) {
    return new Network(features, NONE, Activation.LINEAR, outputs, loss, maxBatch);
  }
}
