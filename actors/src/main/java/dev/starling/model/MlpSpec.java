package dev.starling.model;

/**
 * A multilayer perceptron: hidden layers of the given widths, then a softmax over the classes, or
 * one linear output with squared loss where the target is a number.
 */
final class MlpSpec implements ModelSpec {
  private final int[] widths;
  private final Activation activation;

  private MlpSpec(int[] widths, Activation activation) {
    this.widths = widths;
    this.activation = activation;
  }

  /** Reads {@code WIDTH[,WIDTH…][:relu|:tanh]}. */
  static MlpSpec parse(String text) {
    int colon = text.indexOf(':');
    String widths = colon < 0 ? text : text.substring(0, colon);
    String activation = colon < 0 ? "relu" : text.substring(colon + 1);
    return new MlpSpec(parseWidths(widths), parseActivation(activation));
  }

  @Override
  public Model create(int features, int classes, int maxBatch) {
    return classes == 0
        ? new Network(features, widths, activation, 1, Loss.SQUARED, maxBatch)
        : new Network(features, widths, activation, classes, Loss.SOFTMAX, maxBatch);
  }

  private static int[] parseWidths(String text) {
    String[] parts = text.split(",", -1);
    int[] widths = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      widths[i] = parseWidth(parts[i].trim());
    }
    return widths;
  }

  private static int parseWidth(String text) {
    try {
      int width = Integer.parseInt(text);
      if (width > 0) {
        return width;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(widthMessage(text), e);
    }
    throw new IllegalArgumentException(widthMessage(text));
  }

  private static String widthMessage(String text) {
    return "'" + text + "' is no width of a hidden layer; write mlp:100 or mlp:100,50";
  }

  private static Activation parseActivation(String text) {
    return switch (text) {
      case "relu" -> Activation.RELU;
      case "tanh" -> Activation.TANH;
      default ->
          throw new IllegalArgumentException(
              "no activation is called '" + text + "'; there are relu and tanh");
    };
  }
}
